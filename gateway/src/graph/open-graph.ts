import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { Logger, SubgraphEndpoint } from '@kith/kernel';
import { type LoadedGraph, loadGraph } from '../engine/load.js';
import { type ClientErrors, clientErrors } from './client-errors.js';
import { tellConsistency } from './consistency.js';
import type { GatewayContext } from './context.js';
import { refuseStrangers } from './refuse-strangers.js';
import { refuseSubscriptions } from './refuse-subscriptions.js';

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
}

/** The graph, started: the engine runs operations, and around it is what they pass on their way from and to a client. */
export interface OpenGraph extends Pick<LoadedGraph, 'engine' | 'trusted' | 'replace'> {
  readonly server: ApolloServer<GatewayContext>;
  /** What clients see of the errors of an answer. */
  readonly errorsOf: ClientErrors['errorsOf'];
  stop(): Promise<void>;
}

const defaultDeadlineMs = 30_000;

export async function openGraph({
  supergraph,
  endpoints,
  logger,
  isProduction,
  deadlineMs = defaultDeadlineMs,
}: GraphOptions): Promise<OpenGraph> {
  const errors = clientErrors(logger);
  const byName = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));
  const { gateway, ...loaded } = loadGraph({
    supergraph,
    deadlineMs,
    logger,
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
      tellConsistency,
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
  await server.start();
  return { ...loaded, server, errorsOf: errors.errorsOf, stop: () => server.stop() };
}
