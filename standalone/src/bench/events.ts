import { randomUUID } from 'node:crypto';
import {
  createLogger,
  type Handler,
  mostTries,
  type NatsSettings,
  natsSettings,
  openBus,
  type RunningSubgraph,
  readConfiguration,
  startSubgraph,
  transaction,
} from '@kith/kernel';
import pg from 'pg';
import { busUrl, databaseName, databaseUrls } from '../installation/database.js';
import type { Postgres } from '../postgres/start.js';
import { subgraphs } from '../subgraphs.js';
import { startBenchDatabase } from './bench-database.js';
import { type Course, runCourse } from './course.js';
import { printTable } from './table.js';

const organizations = Array.from({ length: 8 }, () => randomUUID());

/**
 * From the commit of a change in identity until marketing's transaction that handles its event is committed, beside the
 * least that Postgres can do: insert a row with a NOTIFY, and select it when the NOTIFY comes. On the bus in Postgres, and
 * on NATS too where `NATS_URL` names a server.
 */
export async function events(): Promise<void> {
  const own = readConfiguration(process.env, natsSettings);
  const rows = [row('bare SQL: insert, NOTIFY, select', await onDatabase(bare))];
  for (const nats of own.NATS_URL ? [{ ...own, NATS_URL: null }, own] : [own])
    for (const inBatches of [true, false]) {
      const name = `${nats.NATS_URL ? 'NATS' : 'Postgres'}: handled ${inBatches ? 'in batches' : 'one at a time'}`;
      rows.push(row(name, await onDatabase((...given) => house({ nats, inBatches }, ...given))));
    }
  printTable([['', 'events/s', 'alone: p50 ms', 'p99 ms'], ...rows]);
}

type Open = (postgres: Postgres, handled: (count: number) => void) => Promise<Course>;

/** Each course has a database of its own, in which nothing waits from the one before. */
async function onDatabase(open: Open): ReturnType<typeof runCourse> {
  const { postgres, stop } = await startBenchDatabase();
  try {
    return await runCourse((handled) => open(postgres, handled));
  } finally {
    await stop();
  }
}

function row(name: string, { perSecond, p50Ms, p99Ms }: Awaited<ReturnType<typeof runCourse>>): string[] {
  return [name, perSecond.toFixed(0), p50Ms.toFixed(2), p99Ms.toFixed(2)];
}

/** A listener of the database: told of the payloads of a channel, once what sent them is committed. */
async function listen(url: string, channel: string, hear: (payload: string) => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  client.on('notification', ({ payload }) => hear(payload ?? ''));
  await client.query(`listen ${channel}`);
  return client;
}

interface House {
  readonly nats: NatsSettings;
  readonly inBatches: boolean;
}

/** Identity and marketing in this process, as `npm start` has them. */
async function house(
  { nats, inBatches }: House,
  postgres: Postgres,
  handled: (count: number) => void,
): Promise<Course> {
  const logger = createLogger('bench', 'warn');
  const bus = openBus(busUrl(postgres), nats, logger);
  const handler: Handler = {
    source: 'identity',
    type: '*',
    inBatches,
    handle: async (tx, all) => void (await tx.query(`select pg_notify('bench_handled', '${all.length}')`)),
  };
  const running: RunningSubgraph[] = [];
  for (const [name, handlers] of [
    ['identity', []],
    ['marketing', [handler]],
  ] as const) {
    const subgraph = subgraphs.find((one) => one.name === name);
    if (!subgraph) throw new Error(`There is no subgraph ${name}`);
    const { databaseUrl, relayUrl } = databaseUrls(postgres, subgraph);
    running.push(
      await startSubgraph(
        { ...subgraph, handlers },
        {
          databaseUrl,
          ownerUrl: null,
          poolSize: 10,
          logger,
          events: { relayUrl, bus, mostTries, retentionDays: 0 },
        },
      ),
    );
  }
  const [identity] = running as [RunningSubgraph];
  const ear = await listen(postgres.url(databaseName), 'bench_handled', (count) => handled(Number(count)));
  return {
    async write(worker) {
      const organizationId = organizations[worker] as string;
      const actor = { userId: null, organizationId, role: 'OWNER' as const, scopes: [] };
      await transaction(identity.database, { actor, requestId: 'bench' }, (tx) =>
        tx.query(`insert into company (name) values ('Acme')`),
      );
    },
    async stop() {
      await ear.end();
      for (const one of running) await one.stop();
      await bus.close();
    },
  };
}

/** What the house cannot be faster than: one table, and whoever reads what comes after what was read before. */
async function bare(postgres: Postgres, handled: (count: number) => void): Promise<Course> {
  const url = postgres.url(databaseName);
  const writers = new pg.Pool({ connectionString: url, max: organizations.length });
  await writers.query(
    `create table bare_event (id bigint generated always as identity primary key, payload jsonb)`,
  );
  const reader = new pg.Client({ connectionString: url });
  await reader.connect();
  let last = 0;
  let reading = Promise.resolve();
  // Rows of a commit that comes late are counted with the next look, as the count goes by rows and not by their numbers.
  const read = async () => {
    const { rows } = await reader.query<{ all: number }>(`select count(*)::int as all from bare_event`);
    const all = rows[0]?.all ?? 0;
    handled(all - last);
    last = all;
  };
  const ear = await listen(url, 'bare_event', () => {
    reading = reading.then(read);
  });
  return {
    async write() {
      const insert = `insert into bare_event (payload) values ('{"name": "Acme"}')`;
      await writers.query(`begin; ${insert}; notify bare_event; commit`);
    },
    async stop() {
      await ear.end();
      await reading;
      await reader.end();
      await writers.end();
    },
  };
}
