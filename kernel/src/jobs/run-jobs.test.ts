import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Database } from '../database/database.js';
import { KernelTables } from '../database/kernel-tables.js';
import { migrate } from '../database/migrate.js';
import { provision, roleOf } from '../database/provision.js';
import { transaction } from '../database/transaction.js';
import { platformActor } from '../events/handle-events.js';
import { createLogger } from '../log.js';
import {
  asRole,
  asSuperuser,
  createTestDatabase,
  type TestDatabase,
  testUrl,
} from '../testing/test-database.js';
import { runJobs } from './run-jobs.js';
import type { JobPayload } from './task.js';

const schema = 'workshop';
const organizationId = randomUUID();
let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await createTestDatabase();
  await asSuperuser(own.name, (client) => provision(client, schema));
  const ownerUrl = testUrl(own.name, roleOf(schema, 'owner'));
  const options = { ownerUrl, schema, migrations: [KernelTables], hasTasks: true };
  await migrate(options);
  await migrate(options);
  database = await Database.open({
    url: testUrl(own.name, roleOf(schema, 'runtime')),
    schema,
    entities: [],
    events: {},
    poolSize: 4,
  });
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

/** What ran, in its order. */
const done: JobPayload[] = [];
beforeEach(() => void done.splice(0));

const start = (work: (payload: JobPayload) => Promise<void> = async () => undefined) =>
  runJobs({
    database,
    means: {},
    logger: createLogger('test', 'silent'),
    relayUrl: testUrl(own.name, roleOf(schema, 'relay')),
    tasks: [
      {
        name: 'paint',
        async run(_, payload) {
          await work(payload);
          done.push(payload);
        },
      },
    ],
  });

const ask = (line: string, payload: object, due = 'now', keepsDue = false) =>
  transaction(database, { actor: platformActor(organizationId), requestId: 'test' }, (tx) =>
    tx.query(`select add_job('paint', $1, $2, now() + $3::interval, $4)`, [
      line,
      JSON.stringify(payload),
      due === 'now' ? '0' : due,
      keepsDue,
    ]),
  );

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await delay(10);
}

test('a job runs after the transaction that asked for it, with its organization, and never after one that failed', async () => {
  const jobs = await start();
  const origin = { actor: platformActor(organizationId), requestId: 'test' };
  const failing = transaction(database, origin, async (tx) => {
    await tx.query(`select add_job('paint', 'a', '{"colour":"red"}', now(), false)`);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await ask('b', { colour: 'green' });
  await until(() => done.length > 0);
  await jobs.stop();
  expect(done).toEqual([{ colour: 'green', organizationId }]);
});

test('whoever asks cannot speak for another organization', async () => {
  const jobs = await start();
  await ask('a', { organizationId: randomUUID() });
  await until(() => done.length > 0);
  await jobs.stop();
  expect(done).toEqual([{ organizationId }]);
});

test('jobs of one line run one after the other, those of others meanwhile', async () => {
  const finish = new Map<unknown, () => void>();
  const begun: unknown[] = [];
  const jobs = await start(async ({ colour }) => {
    begun.push(colour);
    await new Promise<void>((resolve) => finish.set(colour, resolve));
  });
  await ask('a', { colour: 'red' });
  await until(() => begun.length === 1);
  await ask('a', { colour: 'blue' });
  await ask('b', { colour: 'green' });
  await until(() => begun.length === 2);
  expect(begun).toEqual(['red', 'green']);
  finish.get('red')?.();
  await until(() => begun.length === 3);
  for (const end of finish.values()) end();
  await until(() => done.length === 3);
  await jobs.stop();
});

test('a line that waits for its time is left to wait where that is asked, and has another time where not', async () => {
  const jobs = await start();
  await ask('a', { colour: 'red' }, '1 hour');
  await ask('a', { colour: 'blue' }, 'now', true);
  await ask('b', { colour: 'green' });
  await until(() => done.length === 1);
  expect(done).toMatchObject([{ colour: 'green' }]);
  await ask('a', { colour: 'yellow' });
  await until(() => done.length === 2);
  expect(done[1]).toMatchObject({ colour: 'yellow' });
  await jobs.stop();
});

test('what one that died had begun is begun again by the next', async () => {
  await ask('a', { colour: 'red' });
  await asSuperuser(own.name, async (client) => {
    const jobs = `${schema}_jobs`;
    await client.query(`update ${jobs}._private_jobs set locked_at = now(), locked_by = 'the dead'`);
    await client.query(`update ${jobs}._private_job_queues set locked_at = now(), locked_by = 'the dead'`);
  });
  const jobs = await start();
  await until(() => done.length === 1);
  await jobs.stop();
  expect(done).toMatchObject([{ colour: 'red' }]);
});

test('the runtime role can ask for jobs, and neither see nor change them', async () => {
  await asRole(own.name, roleOf(schema, 'runtime'), async (client) => {
    for (const statement of [
      `select * from ${schema}_jobs._private_jobs`,
      `select ${schema}_jobs.add_job('paint')`,
    ])
      await expect(client.query(statement)).rejects.toThrow('permission denied');
  });
});
