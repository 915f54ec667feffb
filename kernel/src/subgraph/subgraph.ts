import type { GraphQLSchema } from 'graphql';
import { Database } from '../database/database.js';
import { migrate } from '../database/migrate.js';
import type { SqlMigration } from '../database/migration.js';
import type { Logger } from '../log.js';
import type { SubgraphEndpoint } from './endpoint.js';
import { executor } from './execute.js';
import { federate, type OwnedNode } from './federate.js';

type Class = abstract new (...args: never[]) => object;

/** What a subgraph consists of, as lists in reading order. */
export interface SubgraphDefinition {
  /** Its name in the graph: `platform-objects`. */
  readonly name: string;
  /** Its schema in Postgres: `platform_objects`. */
  readonly databaseSchema: string;
  readonly entities: readonly Class[];
  readonly resolvers: readonly Class[];
  /** The nodes that it owns. */
  readonly nodes: readonly OwnedNode[];
  /** Types that no resolver reaches by itself. */
  readonly types?: readonly Class[];
  readonly migrations: readonly (new () => SqlMigration)[];
}

/** A subgraph's definition with its part of the graph: what it is, before it runs anywhere. */
export interface Subgraph extends SubgraphDefinition {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
}

export function defineSubgraph(definition: SubgraphDefinition): Subgraph {
  return { ...definition, ...federate(definition.resolvers, definition.types ?? [], definition.nodes) };
}

export interface RunningSubgraph {
  readonly endpoint: SubgraphEndpoint;
  readonly database: Database;
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly databaseUrl: string;
  /** Where to migrate with the owner's rights before starting, or null when somebody else did. */
  readonly ownerUrl: string | null;
  readonly poolSize: number;
  readonly logger: Logger;
}

/** Migrates, connects and answers requests in this process. */
export async function startSubgraph(subgraph: Subgraph, options: StartOptions): Promise<RunningSubgraph> {
  const { databaseSchema: schema, entities, migrations } = subgraph;
  if (options.ownerUrl) await migrate({ ownerUrl: options.ownerUrl, schema, migrations });
  const database = await Database.open({
    url: options.databaseUrl,
    schema,
    entities,
    poolSize: options.poolSize,
  });
  return {
    database,
    endpoint: { name: subgraph.name, execute: executor(subgraph, database, options.logger) },
    stop: () => database.close(),
  };
}
