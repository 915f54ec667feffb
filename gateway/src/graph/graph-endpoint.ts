import type { Graph, SubgraphRequest } from '@kith/kernel';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { GatewayContext } from './context.js';
import type { OpenGraph } from './open-graph.js';

/** The name by which subgraphs call the gateway when they ask it. */
export const gatewayName = 'gateway';

/** The whole graph as subgraphs of the same process ask it: with an actor that they vouch for. */
export function graphEndpoint(graph: OpenGraph): Graph {
  return {
    execute: (request, origin) =>
      askGraph(graph, request, { ...origin, written: new Map(), isInternal: true }),
  };
}

/** The whole graph as it is asked for clients who write no GraphQL. */
export function clientEndpoint(graph: OpenGraph): Graph {
  return { execute: (request, context) => askGraph(graph, request, context) };
}

/** The answer to a query or a mutation that came on another way than HTTP. */
export async function askGraph(
  { server, admission, engine, errorsOf }: OpenGraph,
  request: SubgraphRequest,
  contextValue: GatewayContext,
): Promise<ExecutionResult> {
  try {
    await admission.enter(contextValue, engine(), request.query, request.operationName);
  } catch (error) {
    return JSON.parse(JSON.stringify({ errors: errorsOf([error as GraphQLError], contextValue.requestId) }));
  }
  const { body } = await server.executeOperation(request, { contextValue });
  if (body.kind !== 'single') throw new Error('The graph answered in parts');
  return JSON.parse(JSON.stringify(body.singleResult));
}
