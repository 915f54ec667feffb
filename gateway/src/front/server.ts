import { fastifyApolloHandler } from '@as-integrations/fastify';
import {
  type Actor,
  type Graph,
  hasBus,
  isReady,
  type Logger,
  RequestError,
  type SubgraphEndpoint,
  verifyActorToken,
} from '@kith/kernel';
import fastify, { type FastifyRequest } from 'fastify';
import type { JWK } from 'jose';
import { tokenVerifier } from '../access/access-token.js';
import { addExplorer } from '../explorer/explorer.js';
import { masked } from '../graph/client-errors.js';
import { untilConsistent } from '../graph/consistency.js';
import type { GatewayContext } from '../graph/context.js';
import { gatewayName, graphEndpoint } from '../graph/graph-endpoint.js';
import { openGraph } from '../graph/open-graph.js';
import { requestIdOf } from './request-id.js';

export interface StartGatewayOptions {
  readonly supergraph: string;
  readonly endpoints: readonly SubgraphEndpoint[];
  /** Access tokens are believed when this key's other half signed them. */
  readonly accessTokenKey: JWK;
  /** Shared with subgraphs of other processes that ask the graph: actors are believed when their token was made with it. */
  readonly actorTokenKey?: Buffer | null;
  readonly host: string;
  readonly port: number;
  readonly isProduction: boolean;
  readonly logger: Logger;
  /** What else must be true before `GET /health/ready` says so. */
  readonly isReady?: () => boolean;
  /** How long `stop` waits for requests that run: longer than one may take, unless said. */
  readonly stopPatienceMs?: number;
}

export interface RunningGateway {
  readonly url: string;
  /** The graph as subgraphs of this process ask it. */
  readonly graph: Graph;
  stop(): Promise<void>;
}

const mostBodyBytes = 1024 * 1024;
const stopPatienceMs = 15_000;

/** Serves the graph over HTTP: `/graphql`, `/health/*`, and the explorer at `/` outside production. */
export async function startGateway(options: StartGatewayOptions): Promise<RunningGateway> {
  const { endpoints, host, port, isProduction, logger } = options;
  const { server } = await openGraph(options);
  const app = fastify({
    bodyLimit: mostBodyBytes,
    forceCloseConnections: 'idle',
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
  });
  app.setErrorHandler((error: { statusCode?: number; message: string }, request, reply) => {
    const { statusCode: status = 500 } = error;
    if (status >= 500) logger.error({ err: error, requestId: request.id }, 'a request failed');
    const refusal = { message: error.message, extensions: { code: 'BAD_USER_INPUT' } };
    return reply.code(status).send({ errors: [status < 500 ? refusal : masked(request.id)] });
  });
  const believe: Believe = {
    accessToken: tokenVerifier(options.accessTokenKey),
    actorTokenKey: options.actorTokenKey ?? null,
  };
  app.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));
  app.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    handler: fastifyApolloHandler(server, {
      context: (request) => contextOf(request, believe, endpoints),
    }),
  });
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_, reply) => {
    const [missing, waiting] = await Promise.all([
      namesOf(endpoints, async (endpoint) => !(await isReady(endpoint))),
      namesOf(endpoints, async (endpoint) => !(await hasBus(endpoint))),
    ]);
    if (options.isReady?.() === false) missing.push('demo');
    return reply
      .code(missing.length === 0 ? 200 : 503)
      .send({ status: missing.length === 0 ? 'ready' : 'not ready', missing, waiting });
  });
  if (!isProduction) addExplorer(app);
  const url = await app.listen({ host, port });
  logger.info({ url }, 'serving');
  return {
    url,
    graph: graphEndpoint(server),
    async stop() {
      // A client that does not read what it asked for would be waited for without end.
      const cut = setTimeout(
        () => app.server.closeAllConnections(),
        options.stopPatienceMs ?? stopPatienceMs,
      );
      await app.close();
      clearTimeout(cut);
      await server.stop();
    },
  };
}

/** The names of those of whom it is true. */
async function namesOf(
  endpoints: readonly SubgraphEndpoint[],
  isTrue: (endpoint: SubgraphEndpoint) => Promise<boolean>,
): Promise<string[]> {
  const answers = await Promise.all(endpoints.map(isTrue));
  return endpoints.filter((_, index) => answers[index]).map(({ name }) => name);
}

const mostAgentCharacters = 300;

async function contextOf(
  request: FastifyRequest,
  believe: Believe,
  endpoints: readonly SubgraphEndpoint[],
): Promise<GatewayContext> {
  const context = {
    actor: await actorOf(request, believe),
    requestId: request.id,
    address: request.ip,
    userAgent: request.headers['user-agent']?.replace(/[^ -~]/g, '').slice(0, mostAgentCharacters),
    written: new Map(),
  };
  const token = request.headers['x-consistency'];
  if (typeof token === 'string' && context.actor?.organizationId)
    await untilConsistent(endpoints, token, context);
  return context;
}

/** Whose word about the actor is taken: a client's access token, or a subgraph's actor token. */
interface Believe {
  readonly accessToken: (token: string) => Promise<Actor>;
  readonly actorTokenKey: Buffer | null;
}

async function actorOf({ headers }: FastifyRequest, believe: Believe): Promise<Actor | null> {
  const vouched = headers['x-kith-actor'];
  if (typeof vouched === 'string') return vouchedActor(vouched, believe.actorTokenKey);
  const header = headers.authorization;
  if (header === undefined) return null;
  const token = /^Bearer (\S+)$/i.exec(header)?.[1];
  if (!token)
    throw new RequestError('UNAUTHENTICATED', 'The authorization header must read `Bearer …`', {
      http: { status: 401 },
    });
  return believe.accessToken(token);
}

function vouchedActor(token: string, key: Buffer | null): Actor {
  const actor = key && verifyActorToken(token, gatewayName, key);
  if (actor) return actor;
  throw new RequestError('UNAUTHENTICATED', 'The actor token is forged or expired', {
    http: { status: 401 },
  });
}
