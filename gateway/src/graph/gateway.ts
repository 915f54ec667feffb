import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { Logger, SubgraphEndpoint } from '@kith/kernel';
import { clientErrors } from './client-errors.js';
import { tellConsistency } from './consistency.js';
import type { GatewayContext } from './context.js';
import { dataSource } from './data-source.js';
import { refuseStrangers } from './refuse-strangers.js';
import { refuseSubscriptions } from './refuse-subscriptions.js';

export interface GatewayOptions {
  /** The composed graph. */
  readonly supergraph: string;
  /** A way to each of its subgraphs, by name. */
  readonly endpoints: readonly SubgraphEndpoint[];
  readonly logger: Logger;
  /** In production the schema is not told to strangers. */
  readonly isProduction: boolean;
}

/** The graph, started: it plans operations and runs them on the subgraphs. */
export async function createGateway({
  supergraph,
  endpoints,
  logger,
  isProduction,
}: GatewayOptions): Promise<ApolloServer<GatewayContext>> {
  // It would send figures of this process to Apollo.
  process.env.APOLLO_TELEMETRY_DISABLED ??= '1';
  const errors = clientErrors(logger);
  const byName = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph,
    logger,
    buildService: ({ name }) => {
      const endpoint = byName.get(name);
      if (!endpoint) throw new Error(`No way leads to the subgraph ${name}`);
      return dataSource(endpoint);
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
  return server;
}
