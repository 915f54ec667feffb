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

/** What is in a database before a test begins. It is made once for each key, in a template that tests copy. */
export interface Prepared {
  readonly key: string;
  prepare(database: string): Promise<void>;
}

/** A database for one test file, empty or prepared. */
export async function createTestDatabase(prepared?: Prepared): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const template = prepared ? await templateOf(prepared) : 'template1';
  await asSuperuser('postgres', (client) =>
    client.query(`create database ${name} template ${template} strategy file_copy`),
  );
  return {
    name,
    // Fails while a connection is left open: what a test file leaks, it is told.
    drop: () => asSuperuser('postgres', async (client) => void (await client.query(`drop database ${name}`))),
  };
}

/** Whoever comes first makes the template; it gets its name when it is whole. */
function templateOf({ key, prepare }: Prepared): Promise<string> {
  const name = `template_${key}`;
  return asSuperuser('postgres', async (client) => {
    await client.query(`select pg_advisory_lock(hashtext($1))`, [name]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return name;
    await client.query(`drop database if exists making_${key}`);
    await client.query(`create database making_${key} strategy file_copy`);
    await prepare(`making_${key}`);
    await client.query(`alter database making_${key} rename to ${name}`);
    return name;
  });
}
