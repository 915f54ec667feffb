import { operationFromDocument, type Schema } from '@apollo/federation-internals';
import type { ApolloGateway } from '@apollo/gateway';
import type { QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';

/** A composed graph that was loaded: its two schemas, and plans over it. */
export interface Supergraph {
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  /** All of it, what is inaccessible to clients included. */
  readonly wholeSchema: GraphQLSchema;
  plan(document: DocumentNode, operationName?: string | null): QueryPlan;
}

/**
 * What an Apollo gateway has loaded. It keeps its planner and schemas to itself; they are read here, and nowhere else, so
 * that one planner is in memory.
 */
export function supergraphOf(gateway: ApolloGateway): Supergraph {
  const planner = gateway['queryPlanner'] as QueryPlanner;
  const api = gateway['apiSchema'] as Schema;
  return {
    apiSchema: gateway.schema as GraphQLSchema,
    wholeSchema: gateway['supergraphSchema'] as GraphQLSchema,
    plan: (document, operationName) =>
      planner.buildQueryPlan(
        operationFromDocument(api, document, { operationName: operationName ?? undefined }),
      ),
  };
}
