import type { ExecutionResult } from 'graphql';
import { Pool } from 'undici';
import { actorSigner } from '../access/actor-token.js';
import { RequestError } from '../errors/request-error.js';
import type { Settled } from '../events/positions.js';
import type { Logger } from '../log.js';
import { traceHeaders } from '../telemetry/trace-context.js';
import type { RequestOrigin, SubgraphEndpoint } from './endpoint.js';
import { postJson } from './post-json.js';
import { socketEndpoint } from './socket-endpoint.js';

export interface HttpEndpointOptions {
  readonly name: string;
  /** Where the subgraph listens: `http://commerce:4003`. */
  readonly url: string;
  /** Shared with this subgraph alone; actors are signed with it. */
  readonly key: Buffer;
  readonly timeoutMs: number;
  readonly logger: Logger;
}

const mostConnections = 64;

/** A subgraph in another process, or the gateway as subgraphs ask it, over connections that stay open; subscriptions over a WebSocket. */
export function httpEndpoint({
  name,
  url,
  key,
  timeoutMs,
  logger,
}: HttpEndpointOptions): SubgraphEndpoint & { close(): Promise<void> } {
  const pool = new Pool(new URL(url).origin, {
    connections: mostConnections,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  const tokenOf = actorSigner(name, key);
  const headers = ({ actor, requestId, address, userAgent }: RequestOrigin) => ({
    'content-type': 'application/json',
    'x-request-id': requestId,
    ...traceHeaders(),
    ...(address && { 'x-kith-address': address }),
    ...(userAgent && { 'x-kith-user-agent': userAgent }),
    ...(actor && { 'x-kith-actor': tokenOf(actor) }),
  });
  const post = async <Answer>(
    path: string,
    origin: RequestOrigin,
    content: object,
    signal?: AbortSignal,
  ): Promise<Answer> => {
    try {
      const body = JSON.stringify(content);
      const { statusCode, answer } = await postJson(pool, { path, headers: headers(origin), body, signal });
      // The client's token was good: that ours is not, is between the two of us.
      if (statusCode === 401) throw new Error(`It refuses our actor token: ${JSON.stringify(answer)}`);
      return answer as Answer;
    } catch (error) {
      signal?.throwIfAborted();
      logger.error({ err: error, service: name, requestId: origin.requestId }, 'a subgraph cannot be asked');
      throw unreachable(name, error as { code?: string });
    }
  };
  const socket = socketEndpoint({ name, url, key, timeoutMs });
  return {
    name,
    subscribe: socket.subscribe,
    async close() {
      await Promise.all([pool.close(), socket.close()]);
    },
    async isReady() {
      const { statusCode, body } = await pool.request({ method: 'GET', path: '/health/ready' });
      await body.dump();
      return statusCode === 200;
    },
    async hasBus() {
      const { body } = await pool.request({ method: 'GET', path: '/health/ready' });
      return ((await body.json()) as { events?: string }).events !== 'waiting';
    },
    async execute(request, origin, signal): Promise<ExecutionResult> {
      const answer = await post<ExecutionResult>('/graphql', origin, request, signal);
      if (answer.data === undefined && !answer.errors) throw unreachable(name, {});
      return answer;
    },
    settle: (positions, origin, deadline) =>
      post<Settled>('/settle', origin, { positions, patienceMs: Math.max(1, deadline - Date.now()) }),
  };
}

function unreachable(service: string, { code }: { code?: string }): RequestError {
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return new RequestError('TIMEOUT', `${service} took too long to answer; try again`, { service });
  }
  return new RequestError('SUBGRAPH_UNAVAILABLE', `${service} cannot be reached; try again`, { service });
}
