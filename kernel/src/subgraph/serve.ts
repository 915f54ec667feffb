import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExecutionResult } from 'graphql';
import type { Actor } from '../access/actor.js';
import { actorReader } from '../access/actor-token.js';
import { RequestError } from '../errors/request-error.js';
import type { Consistency } from '../events/positions.js';
import type { Logger } from '../log.js';
import { metricsContentType, readMetrics } from '../telemetry/registry.js';
import { traceparentOf } from '../telemetry/trace-context.js';
import type { RequestOrigin, SubgraphEndpoint, SubgraphRequest } from './endpoint.js';
import { hasBus, isReady } from './ready.js';
import { serveSubscriptions } from './serve-subscriptions.js';

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  /** Shared with the gateway: actors are believed only when their token was made with it. */
  readonly key: Buffer;
  readonly logger: Logger;
}

export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/** Longer than a request may take. */
const stopPatienceMs = 15_000;

/** A batch of a hundred people with all their references stays far below. */
const mostBodyBytes = 8 * 1024 * 1024;

/** Serves a subgraph to gateways over HTTP, subscriptions over WebSocket on the same path: `POST /graphql`, `GET /health/live`, `GET /health/ready`, `GET /metrics`. */
export async function serveEndpoint(endpoint: SubgraphEndpoint, options: ServeOptions): Promise<Served> {
  const actorOf = actorReader(endpoint.name, options.key);
  const server = createServer((request, response) => {
    answer(endpoint, actorOf, request, response).catch((error: unknown) => {
      options.logger.error({ err: error }, 'a request could not be answered');
      send(response, 500, {
        errors: [new RequestError('INTERNAL_SERVER_ERROR', 'Something went wrong on our side')],
      });
    });
  });
  server.keepAliveTimeout = 65_000;
  const subscriptions = serveSubscriptions(server, endpoint, options);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}`,
    async stop() {
      await subscriptions?.stop();
      await new Promise<void>((resolve) => {
        // A connection whose peer does not read what it asked for would be waited for without end.
        const cut = setTimeout(() => server.closeAllConnections(), stopPatienceMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      });
    },
  };
}

async function answer(
  endpoint: SubgraphEndpoint,
  actorOf: (token: string) => Actor | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const route = `${request.method} ${request.url}`;
  if (route === 'GET /health/live') return send(response, 200, { status: 'live' });
  if (route === 'GET /health/ready') return answerReady(endpoint, response);
  if (route === 'GET /metrics') return answerMetrics(await readMetrics(), response);
  if (route !== 'POST /graphql' && route !== 'POST /settle')
    return send(response, 404, {
      errors: [new RequestError('NOT_FOUND', 'Only POST /graphql is served here')],
    });

  const token = request.headers['x-kith-actor'];
  const actor = typeof token === 'string' ? actorOf(token) : null;
  if (token !== undefined && !actor) {
    return send(response, 401, {
      errors: [
        new RequestError(
          'UNAUTHENTICATED',
          'The actor token is forged, expired or meant for another subgraph',
        ),
      ],
    });
  }
  const body = await read(request);
  if (route === 'POST /settle') return answerSettled(endpoint, request, response, actor, body);
  if (!isGraphql(body))
    return send(response, 400, {
      errors: [new RequestError('BAD_USER_INPUT', 'The body must be a GraphQL request in JSON')],
    });
  const origin = { actor, ...clientOf(request) };
  send(response, 200, await endpoint.execute(body, origin, leaving(response)).catch(refusal));
}

/** Aborts when the connection closes before the answer was sent: then nobody reads it. */
function leaving(response: ServerResponse): AbortSignal {
  const left = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) left.abort(new Error('Who asked has left'));
  });
  return left.signal;
}

/** A request that is refused as a whole is answered all the same. */
function refusal(error: unknown): ExecutionResult {
  if (!(error instanceof RequestError)) throw error;
  return { errors: [error] };
}

function clientOf({ headers }: IncomingMessage): Omit<RequestOrigin, 'actor'> {
  const text = (name: string) => (typeof headers[name] === 'string' ? headers[name] : undefined);
  return {
    requestId: text('x-request-id') ?? 'none',
    address: text('x-kith-address'),
    userAgent: text('x-kith-user-agent'),
    traceparent: traceparentOf(headers.traceparent),
  };
}

async function answerReady(endpoint: SubgraphEndpoint, response: ServerResponse): Promise<void> {
  const [ready, bus] = await Promise.all([isReady(endpoint), hasBus(endpoint)]);
  send(response, ready ? 200 : 503, {
    status: ready ? 'ready' : 'not ready',
    events: bus ? 'moving' : 'waiting',
  });
}

function answerMetrics(metrics: string, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': metricsContentType });
  response.end(metrics);
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBodyBytes) return null;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return null;
  }
}

function isGraphql(body: unknown): body is SubgraphRequest {
  return typeof (body as SubgraphRequest | null)?.query === 'string';
}

async function answerSettled(
  endpoint: SubgraphEndpoint,
  request: IncomingMessage,
  response: ServerResponse,
  actor: Actor | null,
  body: unknown,
): Promise<void> {
  const { positions, patienceMs } = (body ?? {}) as { positions?: Consistency; patienceMs?: number };
  if (!actor?.organizationId || !positions || !patienceMs || !endpoint.settle)
    return send(response, 400, {
      errors: [new RequestError('BAD_USER_INPUT', 'Who settles says for whom, what, and how long it waits')],
    });
  const origin = { actor, ...clientOf(request) };
  send(response, 200, await endpoint.settle(positions, origin, Date.now() + patienceMs));
}

function send(response: ServerResponse, status: number, body: ExecutionResult | object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
