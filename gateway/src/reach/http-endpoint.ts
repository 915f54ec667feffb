import { type Actor, RequestError, type SubgraphEndpoint, signActorToken } from '@kith/kernel';
import type { ExecutionResult } from 'graphql';
import { Pool } from 'undici';

export interface HttpEndpointOptions {
  readonly name: string;
  /** Where the subgraph listens: `http://commerce:4003`. */
  readonly url: string;
  /** Shared with this subgraph alone; actors are signed with it. */
  readonly key: Buffer;
  readonly timeoutMs: number;
}

const mostConnections = 64;

/** A subgraph in another process, over connections that stay open. */
export function httpEndpoint({
  name,
  url,
  key,
  timeoutMs,
}: HttpEndpointOptions): SubgraphEndpoint & { close(): Promise<void> } {
  const pool = new Pool(new URL(url).origin, {
    connections: mostConnections,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  const headers = (actor: Actor | null, requestId: string) => ({
    'content-type': 'application/json',
    'x-request-id': requestId,
    ...(actor && { 'x-kith-actor': signActorToken(actor, name, key) }),
  });
  return {
    name,
    close: () => pool.close(),
    async execute(request, { actor, requestId }): Promise<ExecutionResult> {
      try {
        const { body } = await pool.request({
          method: 'POST',
          path: '/graphql',
          headers: headers(actor, requestId),
          body: JSON.stringify(request),
        });
        const answer = (await body.json()) as ExecutionResult;
        if (answer.data === undefined && !answer.errors) throw new Error('no GraphQL answer');
        return answer;
      } catch (error) {
        throw unreachable(name, error as { code?: string });
      }
    },
  };
}

function unreachable(service: string, { code }: { code?: string }): RequestError {
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return new RequestError('TIMEOUT', `${service} took too long to answer; try again`, { service });
  }
  return new RequestError('SUBGRAPH_UNAVAILABLE', `${service} cannot be reached; try again`, { service });
}
