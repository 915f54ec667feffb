import { setTimeout as delay } from 'node:timers/promises';
import {
  type Bus,
  createLogger,
  expire,
  postgresBus,
  type RunningSubgraph,
  roleOf,
  type Subgraph,
  startSubgraph,
} from '@kith/kernel';
import { createTestDatabase, migrated, type TestDatabase, testUrl } from '@kith/kernel/testing';
import pg from 'pg';
import { busUrl, databaseUrls } from '../src/installation/database.js';

/** Subgraphs in this process that hear each other, on a database of their own. */
export interface Hearing {
  readonly database: TestDatabase;
  readonly running: ReadonlyMap<string, RunningSubgraph>;
  /** Removes what is older than so many days, as the worker of a subgraph would. */
  expire(subgraph: Subgraph, retentionDays: number): Promise<void>;
  /** Ends all of them; the database stays as it is. */
  halt(): Promise<void>;
  /** Starts them again, with events removed after so many days. */
  start(retentionDays: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startHearing(subgraphs: readonly Subgraph[]): Promise<Hearing> {
  const database = await createTestDatabase(migrated(subgraphs));
  const postgres = { url: (_: string, role?: string) => testUrl(database.name, role) };
  const logger = createLogger('test', 'silent');
  const running = new Map<string, RunningSubgraph>();
  let bus: Bus;
  const start = async (retentionDays: number) => {
    bus = postgresBus(busUrl(postgres), logger);
    for (const subgraph of subgraphs) {
      const { databaseUrl, relayUrl } = databaseUrls(postgres, subgraph);
      const events = { relayUrl, bus, mostTries: 2, retentionDays };
      running.set(
        subgraph.name,
        await startSubgraph(subgraph, { databaseUrl, ownerUrl: null, poolSize: 4, logger, events }),
      );
    }
  };
  const halt = async () => {
    await Promise.all([...running.values()].map((subgraph) => subgraph.stop()));
    await bus.close();
  };
  await start(0);
  return {
    database,
    running,
    async expire({ name, databaseSchema, expiries = [] }, retentionDays) {
      const connectionString = postgres.url('', roleOf(databaseSchema, 'relay'));
      const relay = new pg.Pool({ connectionString, options: `-c search_path=${databaseSchema}` });
      const own = postgresBus(busUrl(postgres), logger);
      while (await expire(relay, { name, bus: own, retentionDays, expiries }));
      await Promise.all([relay.end(), own.close()]);
    },
    halt,
    start,
    async stop() {
      await halt();
      await database.drop();
    },
  };
}

/** Asks again and again until the answer is one; the test's own patience bounds how often. */
export async function until<Found>(ask: () => Promise<Found | null | undefined | false>): Promise<Found> {
  for (;;) {
    const found = await ask();
    if (found) return found;
    await delay(10);
  }
}
