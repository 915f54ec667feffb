import { setTimeout as delay } from 'node:timers/promises';
import { createLogger, postgresBus, type RunningSubgraph, type Subgraph, startSubgraph } from '@kith/kernel';
import { createTestDatabase, type TestDatabase, testUrl } from '@kith/kernel/testing';
import { busUrl, databaseUrls, provisionSchemas } from '../src/installation/database.js';

/** Subgraphs in this process that hear each other, on a database of their own. */
export interface Hearing {
  readonly database: TestDatabase;
  readonly running: ReadonlyMap<string, RunningSubgraph>;
  stop(): Promise<void>;
}

export async function startHearing(subgraphs: readonly Subgraph[]): Promise<Hearing> {
  const database = await createTestDatabase();
  await provisionSchemas(testUrl(database.name), subgraphs);
  const postgres = { url: (_: string, role?: string) => testUrl(database.name, role) };
  const logger = createLogger('test', 'silent');
  const bus = postgresBus(busUrl(postgres), logger);
  const running = new Map<string, RunningSubgraph>();
  for (const subgraph of subgraphs) {
    const { databaseUrl, ownerUrl, relayUrl } = databaseUrls(postgres, subgraph);
    const events = { relayUrl, bus, mostTries: 2 };
    running.set(
      subgraph.name,
      await startSubgraph(subgraph, { databaseUrl, ownerUrl, poolSize: 4, logger, events }),
    );
  }
  return {
    database,
    running,
    async stop() {
      await Promise.all([...running.values()].map((subgraph) => subgraph.stop()));
      await bus.close();
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
