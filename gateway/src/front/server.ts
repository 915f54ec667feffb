import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type Graph, hasBus, isReady, type Logger, type SubgraphEndpoint } from '@kith/kernel';
import fastify from 'fastify';
import type { JWK } from 'jose';
import { tokenVerifier } from '../access/access-token.js';
import { keyOpener } from '../access/api-keys.js';
import { followRevocations } from '../access/follow-revocations.js';
import { Revoked } from '../access/revoked.js';
import type { Limits } from '../admission/limits.js';
import { addExplorer } from '../explorer/explorer.js';
import { graphEndpoint } from '../graph/graph-endpoint.js';
import { openGraph } from '../graph/open-graph.js';
import { addAuth } from '../rest/auth.js';
import { wantsEvents } from '../subscriptions/events-door.js';
import { openStreams } from '../subscriptions/open-streams.js';
import { admittedContext } from './admitted-context.js';
import { bareFront } from './bare-front.js';
import { answerFailures } from './failures.js';
import { isAllowed, type Origins } from './origins.js';
import { requestIdOf } from './request-id.js';
import { statusOfJson } from './status-of-json.js';
import { addTransport } from './transport.js';
import { proxyAddress, type TrustProxy } from './trust-proxy.js';
import { admitting, type Believe, contextOf, termOf, vouchedOf } from './who-asks.js';

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
  /** Whose pages may ask from other origins; none unless said. */
  readonly corsOrigins?: Origins;
  /** The proxies that are believed where a client is; none unless said. */
  readonly trustProxy?: TrustProxy;
  /** How long an operation may take; 30 seconds unless said. */
  readonly deadlineMs?: number;
  /** What operations may ask; the defaults of the settings unless said, and null is anything. */
  readonly limits?: Limits | null;
  /** Where gateways count rates together; this one counts alone unless said. */
  readonly redisUrl?: string | null;
  readonly logger: Logger;
  /** What else must be true before `GET /health/ready` says so. */
  readonly isReady?: () => boolean;
  /** How long `stop` waits for requests that run: longer than one may take, unless said. */
  readonly stopPatienceMs?: number;
  /** How long a WebSocket may take to say who it is: ten seconds, unless said. */
  readonly initPatienceMs?: number;
}

export interface RunningGateway {
  readonly url: string;
  /** The graph as subgraphs of this process ask it. */
  readonly graph: Graph;
  /**
   * Serves another supergraph from now on; subscriptions go over to it one after the other, within ten seconds unless said.
   *
   * @throws Error when it cannot be loaded: then the old one stays.
   */
  replace(supergraph: string, withinMs?: number): void;
  stop(): Promise<void>;
}

/** The subgraph that says whom to believe. */
const accountsName = 'identity';

const mostBodyBytes = 1024 * 1024;
const stopPatienceMs = 15_000;

/** Serves the graph over HTTP: `/graphql`, `/health/*`, and the explorer at `/` outside production. */
export async function startGateway(options: StartGatewayOptions): Promise<RunningGateway> {
  const { endpoints, host, port, isProduction, logger, corsOrigins = [], trustProxy = () => false } = options;
  const graph = await openGraph(options);
  const { server } = graph;
  const app = fastify({
    bodyLimit: mostBodyBytes,
    forceCloseConnections: 'idle',
    trustProxy,
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
  });
  answerFailures(app, logger);
  await addTransport(app, { corsOrigins, isProduction });
  const accounts = endpoints.find(({ name }) => name === accountsName);
  const revoked = new Revoked();
  const believe: Believe = {
    accessToken: tokenVerifier(options.accessTokenKey),
    actorTokenKey: options.actorTokenKey ?? null,
    apiKey: keyOpener(accounts, revoked),
    revoked,
  };
  const hearing = accounts && followRevocations(accounts, revoked, logger);
  const context = admittedContext(app, graph, (request, reply) =>
    contextOf(request, reply, believe, endpoints),
  );
  const bare = bareFront(graph, context);
  const throughApollo = fastifyApolloHandler(server, { context });
  const whole = graphEndpoint(graph);
  const { initPatienceMs } = options;
  const admit = admitting(believe, trustProxy);
  const streams = openStreams(app, {
    graph,
    endpoints,
    logger,
    admit,
    addressOf: (request) => proxyAddress(request, trustProxy),
    initPatienceMs,
    isOriginAllowed: (origin, { host, cookie }) =>
      isAllowed(corsOrigins, { origin, host, hasCookie: cookie !== undefined }),
  });
  app.route({
    // What is neither GET nor POST is refused by Apollo Server (405).
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    compress: {},
    onSend: statusOfJson,
    async handler(request, reply) {
      // Who knows better says so: a refusal is nobody's to keep.
      void reply.header('cache-control', 'private, no-store');
      // Whoever answers finds in the request what is to be run; whom it refuses they refuse too.
      await context(request, reply).catch(() => undefined);
      if (!wantsEvents(request))
        return (await bare(request, reply)) ?? throughApollo.call(app, request, reply);
      return streams.events.serve(request, reply, async () => ({
        context: await context(request, reply),
        ...termOf(await vouchedOf(request, believe, request.id), believe),
      }));
    },
  });
  addAuth(app, { graph, believe, accounts });
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
    graph: whole,
    replace: streams.replace,
    async stop() {
      hearing?.stop();
      const { stopPatienceMs: patienceMs = stopPatienceMs } = options;
      // A client that does not read what it asked for would be waited for without end.
      const cut = setTimeout(() => app.server.closeAllConnections(), patienceMs);
      await Promise.all([streams.stop(patienceMs), app.close()]);
      clearTimeout(cut);
      await graph.stop();
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
