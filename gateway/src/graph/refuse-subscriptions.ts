import type { ApolloServerPlugin } from '@apollo/server';
import { RequestError } from '@kith/kernel';
import { isCheck } from './check-only.js';
import type { GatewayContext } from './context.js';

/** The planner's executor cannot run subscriptions; each subgraph serves its own over WebSocket. */
export const refuseSubscriptions: ApolloServerPlugin<GatewayContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, request }) {
        if (operation?.operation !== 'subscription' || isCheck(request)) return;
        throw new RequestError(
          'OPERATION_NOT_ALLOWED',
          'A subscription is served over a WebSocket, or to who accepts text/event-stream',
          {
            http: { status: 400 },
          },
        );
      },
    };
  },
};
