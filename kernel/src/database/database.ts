import pg from 'pg';
import { DataSource, type EntitySubscriberInterface } from 'typeorm';
import type { Catalogue } from '../events/catalogue.js';
import type { Uuid } from '../graph/id.js';
import { statements } from '../telemetry/channels.js';
import { parseInstant } from './parse-instant.js';
import { tellPool } from './pool-metrics.js';
import { SnakeCase } from './snake-case.js';

type Constructor = abstract new (...args: never[]) => object;

export interface DatabaseOptions {
  /** Where Postgres is, as the runtime role of the subgraph. */
  readonly url: string;
  readonly schema: string;
  readonly entities: readonly Constructor[];
  /** Most connections that this process holds at once. */
  readonly poolSize: number;
  /** The events that are published here. */
  readonly events: Catalogue;
}

/** A subgraph's own schema in Postgres, seen with the rights of its runtime role. */
export class Database {
  private readonly commitListeners = new Set<() => void>();
  private readonly forgetPool: () => void;
  private readonly writeListeners = new Set<(about: string) => void>();

  private constructor(
    readonly schema: string,
    readonly dataSource: DataSource,
    readonly events: Catalogue,
  ) {
    this.forgetPool = tellPool(schema, this.pool);
  }

  static async open({ url, schema, entities, poolSize, events }: DatabaseOptions): Promise<Database> {
    const dataSource = new DataSource({
      type: 'postgres',
      url,
      entities: entities as unknown as (new () => object)[],
      namingStrategy: new SnakeCase(),
      logging: false,
      poolErrorHandler: () => undefined,
      extra: { max: poolSize, pipeline: true, types: exactTypes, application_name: `kith ${schema}` },
    });
    await dataSource.initialize();
    dataSource.subscribers.push(announcer(schema));
    return new Database(schema, dataSource, events);
  }

  /** Calls `listener` after each commit of this process that published something, until the answer is called. */
  onCommit(listener: () => void): () => void {
    this.commitListeners.add(listener);
    return () => void this.commitListeners.delete(listener);
  }

  /** Calls `listener` after each commit of this process with its organization, or with the topic that it told of, until the answer is called. */
  onWrite(listener: (about: string) => void): () => void {
    this.writeListeners.add(listener);
    return () => void this.writeListeners.delete(listener);
  }

  /** @internal */
  announceCommit(organizationId: Uuid | null, hasPublished: boolean): void {
    if (hasPublished) for (const listener of this.commitListeners) listener();
    if (organizationId) this.announceWrite(organizationId);
  }

  /** @internal */
  announceWrite(about: string): void {
    for (const listener of this.writeListeners) listener(about);
  }

  /** A connection of the pool, for one who releases it. */
  async connect(): Promise<pg.PoolClient> {
    const client = await this.pool.connect();
    // That it is lost is told by the statements on it; an error that nobody listens to would end the process.
    if (client.listenerCount('error') === 0) client.on('error', () => undefined);
    return client;
  }

  private get pool(): pg.Pool {
    return (this.dataSource.driver as unknown as { master: pg.Pool }).master;
  }

  /** Whether Postgres answers on a connection of the pool that requests use. */
  async isReachable(): Promise<boolean> {
    return this.dataSource.query('select 1').then(
      () => true,
      () => false,
    );
  }

  async close(): Promise<void> {
    this.forgetPool();
    await this.dataSource.destroy();
  }
}

const anyInstant = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ) as (text: string) => unknown;

/** `bigint` holds exact amounts, so it is read as BigInt and never as a float; a `date` has no hour, so it stays text. */
const exactParsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, BigInt],
  [pg.types.builtins.DATE, String],
  [pg.types.builtins.TIMESTAMPTZ, (text) => parseInstant(text) ?? anyInstant(text)],
]);
const exactTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    exactParsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** TypeORM's statements, announced beside ours. */
function announcer(schema: string): EntitySubscriberInterface {
  return {
    afterQuery: ({ query: text, executionTime = 0, error }) =>
      statements.did({ schema, text }, executionTime, error),
  };
}
