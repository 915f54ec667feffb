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
 *
 * @throws Error when a step that was taken had another text than it has now.
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
    await requireSameTexts(lock, schema, migrations);
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

/** What a step made is what its text says: nobody would see that a table lacks what was written into its step later. */
async function requireSameTexts(
  owner: pg.Client,
  schema: string,
  migrations: MigrateOptions['migrations'],
): Promise<void> {
  const found = await owner.query<{ taken: string | null; text: string | null }>(
    `select to_regclass($1) as taken, to_regclass($2) as text`,
    [`${schema}.migration`, `${schema}.migration_text`],
  );
  if (!found.rows[0]?.taken) return;
  const texts = found.rows[0].text ? `left join ${schema}.migration_text t using (name)` : '';
  const { rows } = await owner.query<{ name: string; hash: string | null }>(
    `select name, ${texts ? 't.hash' : 'null as hash'} from ${schema}.migration ${texts}`,
  );
  const taken = new Map(rows.map(({ name, hash }) => [name, hash]));
  for (const migration of migrations.map((Migration) => new Migration()))
    if (taken.has(migration.name) && taken.get(migration.name) !== migration.hash)
      throw new Error(
        `The schema ${schema} was made by another text of ${migration.name}, and steps go forward only. Go back to the version that made it, or move its data away`,
      );
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
