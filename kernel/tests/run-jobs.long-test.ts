import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Database } from '../src/database/database.js';
import { KernelTables } from '../src/database/kernel-tables.js';
import { migrate } from '../src/database/migrate.js';
import { provision, roleOf } from '../src/database/provision.js';
import { transaction } from '../src/database/transaction.js';
import { platformActor } from '../src/events/handle-events.js';
import { runJobs } from '../src/jobs/run-jobs.js';
import type { JobPayload } from '../src/jobs/task.js';
import { createLogger } from '../src/log.js';
import {
  asRole,
  asSuperuser,
  createTestDatabase,
  type TestDatabase,
  testUrl,
} from '../src/testing/test-database.js';

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

type Work = (payload: JobPayload, signal: AbortSignal) => Promise<void>;

interface Shop {
  readonly test: string;
  /** What ran, in its order. */
  readonly done: JobPayload[];
  ask(line: string, payload: object, due?: string, keepsDue?: boolean): Promise<unknown>;
  start(work?: Work): Promise<{ stop(): Promise<void> }>;
}

/** A test's own lines and jobs: a job runs at least once, and so may one of a test before, beside them. */
function openShop(): Shop {
  const test = randomUUID();
  const done: JobPayload[] = [];
  return {
    test,
    done,
    ask: (line, payload, due = '0', keepsDue = false) =>
      transaction(database, { actor: platformActor(organizationId), requestId: 'test' }, (tx) =>
        tx.query(`select add_job('paint', $1, $2, now() + $3::interval, $4)`, [
          `${test} ${line}`,
          JSON.stringify({ ...payload, test }),
          due,
          keepsDue,
        ]),
      ),
    start: (work = async () => undefined) =>
      runJobs({
        database,
        means: {},
        logger: createLogger('test', 'silent'),
        relayUrl: testUrl(own.name, roleOf(schema, 'relay')),
        tasks: [
          {
            name: 'paint',
            async run({ signal }, { test: of, ...payload }) {
              if (of !== test) return;
              await work(payload as JobPayload, signal);
              done.push(payload as JobPayload);
            },
          },
        ],
      }),
  };
}

let shop: Shop;
beforeEach(() => {
  shop = openShop();
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await delay(10);
}

const isDone = (colour: string) => () => shop.done.some((job) => job['colour'] === colour);

test('a job runs after the transaction that asked for it, with its organization, and never after one that failed', async () => {
  const jobs = await shop.start();
  const origin = { actor: platformActor(organizationId), requestId: 'test' };
  const failing = transaction(database, origin, async (tx) => {
    await tx.query(`select add_job('paint', 'a', $1, now(), false)`, [
      JSON.stringify({ colour: 'red', test: shop.test }),
    ]);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await shop.ask('b', { colour: 'green' });
  await until(isDone('green'));
  await jobs.stop();
  expect(shop.done).toEqual([{ colour: 'green', organizationId, requestId: 'test' }]);
});

test('whoever asks cannot speak for another organization', async () => {
  const jobs = await shop.start();
  await shop.ask('a', { organizationId: randomUUID() });
  await until(() => shop.done.length > 0);
  await jobs.stop();
  expect(shop.done).toEqual([{ organizationId, requestId: 'test' }]);
});

test('jobs of one line run one after the other, those of others meanwhile', async () => {
  const finish = new Map<unknown, () => void>();
  const begun: unknown[] = [];
  const jobs = await shop.start(async ({ colour }) => {
    begun.push(colour);
    await new Promise<void>((resolve) => finish.set(colour, resolve));
  });
  await shop.ask('a', { colour: 'red' });
  await until(() => begun.length === 1);
  await shop.ask('a', { colour: 'blue' });
  await shop.ask('b', { colour: 'green' });
  await until(() => begun.length === 2);
  expect(begun).toEqual(['red', 'green']);
  finish.get('red')?.();
  await until(() => begun.length === 3);
  for (const end of finish.values()) end();
  await until(() => shop.done.length === 3);
  await jobs.stop();
});

test('a line that waits for its time is left to wait where that is asked, and has another time where not', async () => {
  const jobs = await shop.start();
  await shop.ask('a', { colour: 'red' }, '1 hour');
  await shop.ask('a', { colour: 'blue' }, '0', true);
  await shop.ask('b', { colour: 'green' });
  await until(isDone('green'));
  expect(shop.done).toMatchObject([{ colour: 'green' }]);
  await shop.ask('a', { colour: 'yellow' });
  await until(isDone('yellow'));
  expect(shop.done).toMatchObject([{ colour: 'green' }, { colour: 'yellow' }]);
  await jobs.stop();
});

test('what one that died had begun is begun again by the next', async () => {
  await shop.ask('a', { colour: 'red' });
  await asSuperuser(own.name, async (client) => {
    const jobs = `${schema}_jobs`;
    await client.query(`update ${jobs}._private_jobs set locked_at = now(), locked_by = 'the dead'`);
    await client.query(`update ${jobs}._private_job_queues set locked_at = now(), locked_by = 'the dead'`);
  });
  const jobs = await shop.start();
  await until(isDone('red'));
  await jobs.stop();
});

test('when it is stopped, a job that hangs is told so, and is done by the next', async () => {
  const hanging = Promise.withResolvers<void>();
  const jobs = await shop.start(async (_, signal) => {
    hanging.resolve();
    await new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new Error('ends'))),
    );
  });
  await shop.ask('a', { colour: 'red' });
  await hanging.promise;
  await jobs.stop();
  expect(shop.done).toEqual([]);
  const next = await shop.start();
  await until(isDone('red'));
  await next.stop();
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
