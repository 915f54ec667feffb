import type { ApolloServerPlugin } from '@apollo/server';
import { RequestError } from '@kith/kernel';
import type { OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from './context.js';

const open = new Set(['__typename', '__schema', '__type']);

/** The mutations by which a stranger becomes somebody. */
export const openMutations: ReadonlySet<string> = new Set([
  'register',
  'verifyEmail',
  'signIn',
  'completeSignIn',
  'refreshSession',
  'signOut',
  'requestPasswordReset',
  'resetPassword',
]);

/** Without a token only introspection, `__typename` and the ways in answer. */
export const refuseStrangers: ApolloServerPlugin<GatewayContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ contextValue, operation }) {
        if (contextValue.actor || !operation || isOpen(operation)) return;
        throw new RequestError('UNAUTHENTICATED', 'Send an access token: `authorization: Bearer …`', {
          http: { status: 401 },
        });
      },
    };
  },
};

function isOpen({ operation, selectionSet }: OperationDefinitionNode): boolean {
  return selectionSet.selections.every(
    (selection) =>
      selection.kind === 'Field' &&
      (open.has(selection.name.value) ||
        (operation === 'mutation' && openMutations.has(selection.name.value))),
  );
}
