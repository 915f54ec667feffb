import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrateJobs } from '../jobs/job-tables.js';
import type { SqlMigration } from './migration.js';

export interface MigrateOptions {
  /** Where Postgres is, as the owner role of the subgraph. */
  readonly ownerUrl: string;
  readonly schema: string;
  readonly migrations: readonly (new () => SqlMigration)[];
  /** Whether the subgraph has tasks, and so needs the tables of jobs. */
  readonly hasTasks?: boolean;
}

/**
 * Brings a schema to its newest step. Processes that start together queue at a lock, so that each step runs once; a
 * step that fails is undone whole.
 */
export async function migrate({
  ownerUrl,
  schema,
  migrations,
  hasTasks = false,
}: MigrateOptions): Promise<void> {
  const lock = new pg.Client({ connectionString: ownerUrl });
  await lock.connect();
  try {
    await lock.query(`select pg_advisory_lock(hashtext('kith migrate ' || $1))`, [schema]);
    const dataSource = ownerDataSource(ownerUrl, schema, { migrations: [...migrations] });
    await dataSource.initialize();
    try {
      await dataSource.runMigrations({ transaction: 'each' });
    } finally {
      await dataSource.destroy();
    }
    if (hasTasks) await migrateJobs(lock, ownerUrl, schema);
  } finally {
    await lock.end();
  }
}

/** TypeORM with the rights of the owner, looking at one schema. */
export function ownerDataSource(
  ownerUrl: string,
  schema: string,
  options: Pick<ConstructorParameters<typeof DataSource>[0], 'migrations' | 'entities' | 'namingStrategy'>,
): DataSource {
  return new DataSource({
    ...options,
    type: 'postgres',
    url: ownerUrl,
    schema,
    migrationsTableName: 'migration',
    extra: { max: 2, options: `-c search_path=${schema}` },
  });
}
