import { channel } from 'node:diagnostics_channel';
import type { GraphQLDataSource } from '@apollo/gateway';
import type { SubgraphEndpoint } from '@kith/kernel';
import type { GatewayContext } from './context.js';

/** Every request to a subgraph is announced here as `{ service, requestId }`: tests count them, metrics time them. */
export const subgraphRequestChannel = channel('kith:subgraph-request');

/** How the Apollo gateway reaches a subgraph: by its endpoint, with the client's actor. */
export function dataSource(endpoint: SubgraphEndpoint): GraphQLDataSource {
  return {
    async process({ request, context }) {
      const { actor, requestId } = context as GatewayContext;
      subgraphRequestChannel.publish({ service: endpoint.name, requestId });
      const { query = '', variables, operationName } = request;
      const result = await endpoint.execute({ query, variables, operationName }, { actor, requestId });
      return result as Awaited<ReturnType<GraphQLDataSource['process']>>;
    },
  };
}
