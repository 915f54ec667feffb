import { RequestError, type SubgraphEndpoint } from '@kith/kernel';
import type { ExecutionResult } from 'graphql';
import { Pool } from 'undici';

export type UrlEndpoint = SubgraphEndpoint & { close(): Promise<void> };

const mostConnections = 64;

/** Any GraphQL server over HTTP, as it is: nobody vouches for anybody. */
export function urlEndpoint(name: string, url: string): UrlEndpoint {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, { connections: mostConnections });
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  return {
    name,
    close: () => pool.close(),
    async execute(request, _, signal) {
      const body = JSON.stringify(request);
      try {
        const answer = await pool.request({ method: 'POST', path: pathname + search, headers, body, signal });
        const answered = (await answer.body.json()) as ExecutionResult | null;
        if (answered?.data !== undefined || Array.isArray(answered?.errors))
          return answered as ExecutionResult;
        throw new Error(`It answers ${answer.statusCode}, and no GraphQL`);
      } catch (error) {
        signal?.throwIfAborted();
        const message = `${name} cannot be reached: ${(error as Error).message}`;
        throw new RequestError('SUBGRAPH_UNAVAILABLE', message, { service: name });
      }
    },
  };
}
