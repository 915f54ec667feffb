import type { ExecutionResult } from 'graphql';
import { type ExecutionResult as Answered, type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { signActorToken } from '../access/actor-token.js';
import { RequestError } from '../errors/request-error.js';
import type { RequestOrigin, SubgraphEndpoint, SubgraphRequest } from './endpoint.js';

export interface SocketEndpointOptions {
  readonly name: string;
  /** Where the subgraph listens: `http://commerce:4003`. */
  readonly url: string;
  /** Shared with this subgraph alone; actors are signed with it. */
  readonly key: Buffer;
  /** How long a sign of life is waited for. */
  readonly timeoutMs: number;
}

/** How often a connection that is up is asked for a sign of life. */
const keepAliveMs = 10_000;
/** How long a connection stays open that nobody uses. */
const lingerMs = 5_000;
/** Most answers that wait for a slow reader; one that has more loses its stream, and goes on from its last cursor. */
const mostWaiting = 1_000;

/** The connection is anybody's: each operation says who asks it. */
const nobody = { userId: null, organizationId: null, role: null, scopes: [] };

/**
 * Subscriptions of a subgraph in another process: all of them over one connection, which is made when the first is opened. When
 * it breaks, all end with `SUBGRAPH_UNAVAILABLE`; who opens one again makes the next connection.
 */
export function socketEndpoint(
  options: SocketEndpointOptions,
): Required<Pick<SubgraphEndpoint, 'subscribe'>> & { close(): Promise<void> } {
  const { name, key } = options;
  const client = connect(options);
  return {
    async close() {
      await client.dispose();
    },
    async subscribe(request, origin) {
      return answersOf(client, options, payloadOf(request, origin, name, key));
    },
  };
}

function connect({ name, url, key, timeoutMs }: SocketEndpointOptions): Client {
  let dying: NodeJS.Timeout | undefined;
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: () => ({ 'x-kith-actor': signActorToken(nobody, name, key) }),
    connectionAckWaitTimeout: timeoutMs,
    retryAttempts: 0,
    lazyCloseTimeout: lingerMs,
    keepAlive: keepAliveMs,
    // Who reads is told, and decides what is logged.
    onNonLazyError: () => undefined,
    on: {
      ping(isReceived) {
        if (isReceived) return;
        clearTimeout(dying);
        dying = setTimeout(() => client.terminate(), timeoutMs);
        dying.unref();
      },
      pong(isReceived) {
        if (isReceived) clearTimeout(dying);
      },
      closed: () => clearTimeout(dying),
    },
  });
  return client;
}

function payloadOf(
  { query, variables, operationName, extensions }: SubgraphRequest,
  { actor, requestId, address, userAgent }: RequestOrigin,
  name: string,
  key: Buffer,
) {
  return {
    query,
    variables,
    operationName,
    extensions: {
      ...extensions,
      'x-request-id': requestId,
      ...(address && { 'x-kith-address': address }),
      ...(userAgent && { 'x-kith-user-agent': userAgent }),
      ...(actor && { 'x-kith-actor': signActorToken(actor, name, key) }),
    },
  };
}

/** The answers of one operation; what was refused is an answer with errors. */
function answersOf(
  client: Client,
  { name }: SocketEndpointOptions,
  payload: ReturnType<typeof payloadOf>,
): AsyncIterableIterator<ExecutionResult> {
  const waiting: ExecutionResult[] = [];
  let failure: RequestError | null = null;
  let isEnded = false;
  let arrived: () => void = () => undefined;
  const end = (error: RequestError | null) => {
    isEnded = true;
    failure ??= error;
    arrived();
  };
  const lost = (message: string) => new RequestError('SUBGRAPH_UNAVAILABLE', message, { service: name });
  const dispose = client.subscribe(payload, {
    next(answer: Answered) {
      waiting.push(answer as ExecutionResult);
      if (waiting.length > mostWaiting) {
        end(lost(`${name} says more than is read; go on from the last cursor`));
        dispose();
      }
      arrived();
    },
    error(reason) {
      if (Array.isArray(reason)) waiting.push({ errors: reason });
      end(Array.isArray(reason) ? null : lost(`The connection to ${name} is lost; try again`));
    },
    complete: () => end(null),
  });
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      for (;;) {
        if (failure) throw failure;
        const value = waiting.shift();
        if (value) return { value, done: false };
        if (isEnded) return { value: undefined, done: true };
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      }
    },
    async return() {
      waiting.length = 0;
      end(null);
      dispose();
      return { value: undefined, done: true };
    },
  };
}
