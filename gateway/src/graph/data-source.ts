import { channel } from 'node:diagnostics_channel';
import type { GraphQLDataSource } from '@apollo/gateway';
import type { Positions, SubgraphEndpoint } from '@kith/kernel';
import { noteWritten } from './consistency.js';
import type { GatewayContext } from './context.js';

/** Every request to a subgraph is announced here as `{ service, requestId }`: tests count them, metrics time them. */
export const subgraphRequestChannel = channel('kith:subgraph-request');

/** How the Apollo gateway reaches a subgraph: by its endpoint, with the client's actor. */
export function dataSource(endpoint: SubgraphEndpoint): GraphQLDataSource {
  return {
    async process({ request, context }) {
      const origin = context as GatewayContext;
      subgraphRequestChannel.publish({ service: endpoint.name, requestId: origin.requestId });
      const { query = '', variables, operationName } = request;
      const result = await endpoint.execute({ query, variables, operationName }, origin);
      noteWritten(origin, endpoint.name, result.extensions?.consistency as Positions | undefined);
      return result as Awaited<ReturnType<GraphQLDataSource['process']>>;
    },
  };
}
