import type { GraphQLSchema } from 'graphql';
import type { Policy } from '../access/policy.js';
import { Database } from '../database/database.js';
import { KernelTables } from '../database/kernel-tables.js';
import { migrate } from '../database/migrate.js';
import type { SqlMigration } from '../database/migration.js';
import type { Bus } from '../events/bus.js';
import type { Catalogue } from '../events/catalogue.js';
import { settle } from '../events/consistency.js';
import type { Expiry } from '../events/expire.js';
import type { Handler } from '../events/handler.js';
import { kernelEvents } from '../events/kernel-events.js';
import { tellLag } from '../events/lag-metrics.js';
import { newsOf } from '../events/news.js';
import { deadLetterHandlers } from '../events/resolve-dead-letter.js';
import { startWorker } from '../events/worker.js';
import { tailsOf } from '../feed/tails.js';
import { historyResolver } from '../history/history.js';
import type { Task } from '../jobs/task.js';
import type { Logger } from '../log.js';
import type { Sealed } from '../secrets/sealed-table.js';
import type { SubgraphEndpoint } from './endpoint.js';
import { executor } from './execute.js';
import { explainResolver } from './explain.js';
import { type Federated, federate, type OwnedNode } from './federate.js';
import { subscriber } from './subscribe.js';

type Class = abstract new (...args: never[]) => object;

/** What a subgraph consists of, as lists in reading order. */
export interface SubgraphDefinition {
  /** Its name in the graph: `platform-objects`. */
  readonly name: string;
  /** Its schema in Postgres: `platform_objects`. */
  readonly databaseSchema: string;
  /** Extensions of Postgres that it alone uses; they are in its schema. */
  readonly extensions?: readonly string[];
  readonly entities: readonly Class[];
  readonly resolvers: readonly Class[];
  /** Who may do what. */
  readonly policy: Policy;
  /** The nodes that it owns. */
  readonly nodes: readonly OwnedNode[];
  /** Types that no resolver reaches by itself. */
  readonly types?: readonly Class[];
  readonly migrations: readonly (new () => SqlMigration)[];
  /** The events that it publishes. */
  readonly events?: Catalogue;
  /** What it does when other subgraphs say that something has happened. */
  readonly handlers?: readonly Handler[];
  /** What it keeps of events, and removes after some days where the installation says so. */
  readonly expiries?: readonly Expiry[];
  /** What of it lies sealed, and is sealed anew where the installation's key has changed. */
  readonly sealed?: Sealed;
  /** What it does after a transaction that asked for it. */
  readonly tasks?: readonly Task[];
}

/** A subgraph's definition with its part of the graph: what it is, before it runs anywhere. */
export interface Subgraph extends SubgraphDefinition {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  readonly needed: Federated['needed'];
  /** Its own events, and those of every subgraph. */
  readonly events: Catalogue;
  /** Its own handlers, and those of every subgraph. */
  readonly handlers: readonly Handler[];
}

export function defineSubgraph(definition: SubgraphDefinition): Subgraph {
  const histories = definition.nodes
    .filter((node) => node.isVersioned !== false)
    .map((node) => historyResolver(node.type));
  const migrations = [KernelTables, ...definition.migrations];
  const { handlers = [] } = definition;
  return {
    ...definition,
    migrations,
    events: { ...kernelEvents, ...definition.events },
    handlers: [...handlers, ...deadLetterHandlers(handlers)],
    ...federate(
      [...definition.resolvers, ...histories, explainResolver(definition.policy, definition.nodes)],
      definition.types ?? [],
      definition.nodes,
      definition.policy,
    ),
  };
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
  /** What it needs beside its database, where it needs anything: keys, ways to others. */
  readonly means?: object;
  /** How it moves events; without, it neither publishes nor handles any, and runs no jobs. */
  readonly events?: EventOptions;
}

export interface EventOptions {
  /** Where Postgres is, as the relay role of the subgraph, without a pooler in between. */
  readonly relayUrl: string;
  readonly bus: Bus;
  /** How often an event is tried before it goes to the dead letters. */
  readonly mostTries: number;
  /** Days after which events are removed, from wherever they are kept; 0 is never. */
  readonly retentionDays: number;
}

/** Migrates, connects and answers requests in this process. */
export async function startSubgraph(subgraph: Subgraph, options: StartOptions): Promise<RunningSubgraph> {
  const { databaseSchema: schema, entities, migrations, tasks = [] } = subgraph;
  if (options.ownerUrl)
    await migrate({ ownerUrl: options.ownerUrl, schema, migrations, hasTasks: tasks.length > 0 });
  const database = await Database.open({
    url: options.databaseUrl,
    schema,
    entities,
    poolSize: options.poolSize,
    events: subgraph.events,
  });
  const { logger, means = {} } = options;
  const { name, handlers, expiries = [], sealed } = subgraph;
  const worker =
    options.events &&
    startWorker({ name, database, handlers, expiries, sealed, tasks, means, logger, ...options.events });
  const hasSubscriptions = subgraph.schema.getSubscriptionType() != null;
  const news = newsOf(database, hasSubscriptions ? options.events?.relayUrl : undefined, logger);
  const premises = { database, means, logger };
  const metrics = options.events && tellLag({ name, database, handlers, ...options.events });
  return {
    database,
    endpoint: {
      name,
      execute: executor(subgraph, premises),
      subscribe: hasSubscriptions
        ? subscriber(subgraph, { ...premises, news, tails: tailsOf({ database, news, logger }) })
        : undefined,
      isReady: () => database.isReachable(),
      hasBus: async () => (await options.events?.bus.isReachable()) ?? true,
      settle: (positions, { actor }, deadline) =>
        settle(database, handlers, actor?.organizationId ?? '', positions, deadline),
    },
    async stop() {
      await Promise.all([worker?.stop(), metrics?.stop(), news.stop()]);
      await database.close();
    },
  };
}
