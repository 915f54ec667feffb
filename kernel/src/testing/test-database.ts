import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Set by the tests' global setup: the folder of the socket where their own Postgres listens. */
const socketVariable = 'KITH_TEST_POSTGRES';

export function testUrl(database: string, role = 'postgres'): string {
  const socket = process.env[socketVariable];
  if (!socket)
    throw new Error(`${socketVariable} is not set: tests run by \`npm test\`, which starts their Postgres`);
  return `postgresql://${role}@/${database}?host=${encodeURIComponent(socket)}`;
}

/** Runs statements as the superuser, who is above all policies. */
export function asSuperuser<Result>(
  database: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  return asRole(database, 'postgres', work);
}

/** Runs statements with the rights of a role. */
export async function asRole<Result>(
  database: string,
  role: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: testUrl(database, role) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export interface TestDatabase {
  readonly name: string;
  drop(): Promise<void>;
}

/** A database for one test file, empty or copied from a template. */
export async function createTestDatabase(template = 'template1'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser('postgres', (client) =>
    client.query(`create database ${name} template ${template} strategy file_copy`),
  );
  return {
    name,
    // Fails while a connection is left open: what a test file leaks, it is told.
    drop: () => asSuperuser('postgres', async (client) => void (await client.query(`drop database ${name}`))),
  };
}
