import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { type Logger, readConfiguration, type SubgraphEndpoint } from '@kith/kernel';
import { type Admission, openAdmission, openDoor } from '../admission/admission.js';
import { type Limits, limitSettings, limitsOf } from '../admission/limits.js';
import { type LoadedGraph, loadGraph } from '../engine/load.js';
import { type Operations, openOperations } from '../operations/operations.js';
import { cacheHeaders } from './cache-headers.js';
import { checkOnly } from './check-only.js';
import { type ClientErrors, clientErrors } from './client-errors.js';
import { consistencyOf } from './consistency.js';
import type { GatewayContext } from './context.js';
import { refuseStrangers } from './refuse-strangers.js';
import { refuseSubscriptions } from './refuse-subscriptions.js';
import { tellExtensions } from './tell-extensions.js';

export interface GraphOptions {
  /** The composed graph. */
  readonly supergraph: string;
  /** A way to each of its subgraphs, by name. */
  readonly endpoints: readonly SubgraphEndpoint[];
  readonly logger: Logger;
  /** In production the schema is not told to strangers. */
  readonly isProduction: boolean;
  /** How long an operation may take; 30 seconds unless said. */
  readonly deadlineMs?: number;
  /** What operations may ask; the defaults of the settings unless said, and null is anything. */
  readonly limits?: Limits | null;
  /** Where gateways count rates together; each counts alone unless said. */
  readonly redisUrl?: string | null;
}

/** The graph, started: the engine runs operations, and around it is what they pass on their way from and to a client. */
export interface OpenGraph extends Pick<LoadedGraph, 'engine' | 'trusted' | 'answer' | 'replace'> {
  readonly server: ApolloServer<GatewayContext>;
  readonly admission: Admission;
  readonly operations: Operations;
  /** What an answer says beside its data. */
  readonly extensionsOf: (context: GatewayContext) => Record<string, unknown> | undefined;
  /** What clients see of the errors of an answer. */
  readonly errorsOf: ClientErrors['errorsOf'];
  stop(): Promise<void>;
}

const defaultDeadlineMs = 30_000;
const defaultLimits = limitsOf(readConfiguration({}, limitSettings));

export async function openGraph({
  supergraph,
  endpoints,
  logger,
  isProduction,
  deadlineMs = defaultDeadlineMs,
  limits = defaultLimits,
  redisUrl = null,
}: GraphOptions): Promise<OpenGraph> {
  const errors = clientErrors(logger, isProduction);
  const admission = limits ? openAdmission({ limits, redisUrl, logger }) : openDoor;
  const extensionsOf = (context: GatewayContext) => {
    const [consistency, cost] = [consistencyOf(context), admission.costOf(context)];
    return consistency || cost ? { ...consistency, ...cost } : undefined;
  };
  const byName = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));
  const { gateway, ...loaded } = loadGraph({
    supergraph,
    deadlineMs,
    logger,
    admission,
    reach(name) {
      const endpoint = byName.get(name);
      if (!endpoint) throw new Error(`No way leads to the subgraph ${name}`);
      return endpoint;
    },
  });
  const server = new ApolloServer<GatewayContext>({
    gateway,
    logger,
    introspection: !isProduction,
    // The engine and the bare front remember what comes again; Apollo's own store would hold up to 140 MB of syntax trees.
    documentStore: null,
    // The front refuses what may come from other sites, on every transport.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    hideSchemaDetailsFromClientErrors: isProduction,
    formatError: errors.formatError,
    plugins: [
      errors.plugin,
      refuseStrangers,
      refuseSubscriptions,
      checkOnly(loaded.engine, (limits ?? defaultLimits).cost),
      tellExtensions(extensionsOf),
      cacheHeaders(loaded.engine),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
  await server.start();
  return {
    ...loaded,
    server,
    admission,
    operations: openOperations(endpoints, logger),
    extensionsOf,
    errorsOf: errors.errorsOf,
    async stop() {
      await server.stop();
      admission.stop();
    },
  };
}
