import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from './context.js';

/** Adds to an answer what it says beside its data: where its mutations stand, and what it cost. */
export function tellExtensions(
  extensionsOf: (context: GatewayContext) => Record<string, unknown> | undefined,
): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, contextValue }) {
          const extensions = extensionsOf(contextValue);
          if (response.body.kind !== 'single' || !extensions) return;
          const { singleResult } = response.body;
          singleResult.extensions = { ...singleResult.extensions, ...extensions };
        },
      };
    },
  };
}
