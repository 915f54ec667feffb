import type { ApolloServerPlugin } from '@apollo/server';
import { RequestError } from '@kith/kernel';
import type { OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from './context.js';

const open = new Set(['__typename', '__schema', '__type']);

/** Without a token only introspection and `__typename` answer. */
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

function isOpen({ selectionSet }: OperationDefinitionNode): boolean {
  return selectionSet.selections.every(
    (selection) => selection.kind === 'Field' && open.has(selection.name.value),
  );
}
