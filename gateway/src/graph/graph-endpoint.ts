import type { ApolloServer } from '@apollo/server';
import type { Graph } from '@kith/kernel';
import type { GatewayContext } from './context.js';

/** The name by which subgraphs call the gateway when they ask it. */
export const gatewayName = 'gateway';

/** The whole graph as subgraphs of the same process ask it: with an actor that they vouch for. */
export function graphEndpoint(server: ApolloServer<GatewayContext>): Graph {
  return {
    async execute(request, origin) {
      const contextValue: GatewayContext = { ...origin, written: new Map() };
      const { body } = await server.executeOperation(request, { contextValue });
      if (body.kind !== 'single') throw new Error('The graph answered in parts');
      return JSON.parse(JSON.stringify(body.singleResult));
    },
  };
}
