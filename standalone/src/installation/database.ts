import { busSchema, provision, provisionBus, roleOf, type Subgraph } from '@kith/kernel';
import pg from 'pg';
import type { Postgres } from '../postgres/start.js';

export const databaseName = 'kith';

/** Makes the database, and in it a schema and roles for each subgraph, where they are missing. */
export async function provisionDatabase(postgres: Postgres, subgraphs: readonly Subgraph[]): Promise<void> {
  await withAdmin(postgres.url('postgres'), async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [databaseName]);
    if (rowCount === 0) await admin.query(`create database ${databaseName}`);
  });
  await withAdmin(postgres.url(databaseName), async (admin) => {
    for (const { databaseSchema } of subgraphs) await provision(admin, databaseSchema);
    await provisionBus(admin);
  });
}

/** Where the bus is, as the role that moves events. */
export function busUrl(postgres: Postgres): string {
  return postgres.url(databaseName, roleOf(busSchema, 'relay'));
}

/** Where a subgraph finds its schema, as its runtime role, as its owner and as its relay. */
export function databaseUrls(
  postgres: Postgres,
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
