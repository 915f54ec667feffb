import {
  busSchema,
  migrate,
  provision,
  provisionBus,
  type RoleKind,
  roleOf,
  type Subgraph,
} from '@kith/kernel';
import pg from 'pg';
import type { Postgres } from '../postgres/start.js';

export const databaseName = 'kith';

/** A Postgres, as far as it says where its databases are. */
export type PostgresUrls = Pick<Postgres, 'url'>;

/** The password of a schema's role, where Postgres does not trust who reaches it. */
export type PasswordOf = (schema: string, kind: RoleKind) => string;

/** Makes the database of an embedded Postgres, and in it what `provisionSchemas` makes. */
export async function provisionDatabase(
  postgres: PostgresUrls,
  subgraphs: readonly Subgraph[],
): Promise<void> {
  await withAdmin(postgres.url('postgres'), async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [databaseName]);
    if (rowCount === 0) await admin.query(`create database ${databaseName}`);
  });
  await provisionSchemas(postgres.url(databaseName), subgraphs);
}

/** Makes a schema and roles for each subgraph and for the bus, in the database of the URL, where they are missing. */
export async function provisionSchemas(
  adminUrl: string,
  subgraphs: readonly Subgraph[],
  passwordOf?: PasswordOf,
): Promise<void> {
  const passwords = (schema: string) =>
    passwordOf && {
      owner: passwordOf(schema, 'owner'),
      runtime: passwordOf(schema, 'runtime'),
      relay: passwordOf(schema, 'relay'),
    };
  await withAdmin(adminUrl, async (admin) => {
    for (const { databaseSchema, extensions } of subgraphs)
      await provision(admin, databaseSchema, passwords(databaseSchema), extensions);
    await provisionBus(admin, passwords(busSchema));
  });
}

/** Brings the schemas of all subgraphs to their newest step. */
export async function migrateAll(postgres: PostgresUrls, subgraphs: readonly Subgraph[]): Promise<void> {
  for (const subgraph of subgraphs) {
    const { ownerUrl } = databaseUrls(postgres, subgraph);
    const { databaseSchema: schema, migrations, tasks = [] } = subgraph;
    await migrate({ ownerUrl, schema, migrations, hasTasks: tasks.length > 0 });
  }
}

/** Where the bus is, as the role that moves events. */
export function busUrl(postgres: PostgresUrls): string {
  return postgres.url(databaseName, roleOf(busSchema, 'relay'));
}

/** Where a subgraph finds its schema, as its runtime role, as its owner and as its relay. */
export function databaseUrls(
  postgres: PostgresUrls,
  { databaseSchema }: Subgraph,
): { databaseUrl: string; ownerUrl: string; relayUrl: string } {
  return {
    databaseUrl: postgres.url(databaseName, roleOf(databaseSchema, 'runtime')),
    ownerUrl: postgres.url(databaseName, roleOf(databaseSchema, 'owner')),
    relayUrl: postgres.url(databaseName, roleOf(databaseSchema, 'relay')),
  };
}

async function withAdmin(url: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
