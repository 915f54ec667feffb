import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { Logger, SubgraphEndpoint } from '@kith/kernel';
import type { Engine } from '../engine/engine.js';
import { loadGraph } from '../engine/load.js';
import { clientErrors } from './client-errors.js';
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
export interface OpenGraph {
  readonly server: ApolloServer<GatewayContext>;
  /** The engine of the supergraph that is served now. */
  readonly engine: () => Engine;
  /** Serves another supergraph from now on; what runs ends on the old one. It throws, and the old one stays, when the new one cannot be loaded. */
  readonly replace: (supergraph: string) => void;
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
  const { gateway, engine, replace } = loadGraph({
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
  return { server, engine, replace, stop: () => server.stop() };
}
