import pg from 'pg';
import { roleOf } from '../src/database/provision.js';
import { asRole, testUrl } from '../src/testing/test-database.js';
import type { TestSubgraph } from '../src/testing/test-subgraph.js';

type Place = Pick<TestSubgraph, 'databaseName' | 'organizationId'>;

/** A connection with the rights of the runtime role and no code of ours, in a transaction of an organization. */
export async function begin({ databaseName, organizationId }: Place, schema = 'shelf'): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: testUrl(databaseName, roleOf(schema, 'runtime')) });
  await client.connect();
  await client.query(`begin; set local search_path to ${schema};
    set local app.organization_id to '${organizationId}'`);
  return client;
}

export async function commit(client: pg.Client): Promise<void> {
  await client.query('commit');
  await client.end();
}

/** Statements of one transaction of the runtime role; answers the rows of the last one. */
export async function write(place: Place, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = await begin(place);
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    await client.query('commit');
    return rows;
  } finally {
    await client.end();
  }
}

/** What the tables hold, above all policies, as the superuser sees it. */
export function look(place: Place, query: string): Promise<Record<string, unknown>[]> {
  return asRole(place.databaseName, 'postgres', async (client) => {
    await client.query('set search_path to shelf');
    return (await client.query(query)).rows;
  });
}
