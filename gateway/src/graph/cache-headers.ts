import type { ApolloServerPlugin } from '@apollo/server';
import type { Engine } from '../engine/engine.js';
import type { GatewayContext } from './context.js';

/**
 * Says of an answer to a GET for how long it is the same for all, when it is; of every other, that nobody is to keep it. What
 * is kept for others says nothing of who asked first.
 */
export function cacheHeaders(engine: () => Engine): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, response, source, errors }) {
          const { body, http } = response;
          if (request.http?.method !== 'GET' || body.kind !== 'single' || !source) return;
          const prepared = engine().known(source, request.operationName);
          const isWhole = !errors?.length && !body.singleResult.errors?.length;
          const seconds = isWhole ? (prepared?.publicSeconds ?? 0) : 0;
          http.headers.set('cache-control', seconds > 0 ? `public, max-age=${seconds}` : 'private, no-store');
          if (seconds > 0) delete body.singleResult.extensions;
        },
      };
    },
  };
}
