import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { createLogger, startSubgraph } from '@kith/kernel';
import { asSuperuser, createTestDatabase, type TestDatabase, testUrl } from '@kith/kernel/testing';
import { databaseUrls } from '../src/installation/database.js';
import { readOwnPostgres, urlsBeside } from '../src/installation/own-postgres.js';
import { subgraphs } from '../src/subgraphs.js';

const program = path.resolve(__dirname, '../dist/db.js');
const passwords: Record<string, string> = {
  DATABASE_OWNER_PASSWORD: 'owner p@ss/word',
  ...Object.fromEntries(
    ['IDENTITY', 'PLATFORM_OBJECTS', 'COMMERCE', 'CRM', 'MARKETING', 'BUS'].map((name) => [
      `DATABASE_PASSWORD_${name}`,
      `secret of ${name}`,
    ]),
  ),
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

function run(environment: Record<string, string>): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, [program], { env: environment });
}

test('a Postgres of one’s own is prepared once and again, and every subgraph starts on it', async () => {
  const environment = { DATABASE_ADMIN_URL: testUrl(database.name), ...passwords };
  const { stdout } = await run(environment);
  expect((await run(environment)).stdout).toBe(stdout);
  expect(stdout).toContain('DATABASE_URL=postgresql://kith_commerce_runtime:<DATABASE_PASSWORD_COMMERCE>@');
  for (const password of Object.values(passwords)) expect(stdout).not.toContain(password);
  const { rows } = await asSuperuser(database.name, (client) =>
    client.query(
      `select count(*)::int as with_password from pg_authid where rolname like 'kith%' and rolpassword is not null`,
    ),
  );
  expect(rows).toEqual([{ with_password: 18 }]);

  const { adminUrl, passwordOf } = readOwnPostgres(environment, subgraphs);
  const schemas = subgraphs.map(({ databaseSchema }) => databaseSchema);
  for (const subgraph of subgraphs) {
    const { databaseUrl } = databaseUrls(urlsBeside(adminUrl, schemas, passwordOf), subgraph);
    const running = await startSubgraph(subgraph, {
      databaseUrl,
      ownerUrl: null,
      poolSize: 1,
      logger: createLogger('test', 'error'),
    });
    const [{ role, tables }] = await running.database.dataSource.query(
      `select current_user as role, count(*)::int as tables from pg_tables where schemaname = $1`,
      [subgraph.databaseSchema],
    );
    expect(role).toBe(`kith_${subgraph.databaseSchema}_runtime`);
    expect(tables).toBeGreaterThan(1);
    await running.stop();
  }
});

test('what is not set is named at once', async () => {
  const { DATABASE_OWNER_PASSWORD, DATABASE_PASSWORD_BUS, ...rest } = passwords;
  await expect(run(rest)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /DATABASE_ADMIN_URL is missing\n {2}DATABASE_OWNER_PASSWORD is missing\n {2}DATABASE_PASSWORD_BUS is missing\n$/,
    ),
  });
});
