import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrateAll, provisionDatabase } from '../installation/database.js';
import { type Postgres, startPostgres } from '../postgres/start.js';
import { subgraphs } from '../subgraphs.js';
import { registerClosing } from './processes.js';

/** A Postgres of the benchmark's own, durable as an installation's is, with the empty schemas of all subgraphs. */
export interface BenchDatabase {
  readonly postgres: Postgres;
  stop(): Promise<void>;
}

export async function startBenchDatabase(): Promise<BenchDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kith-bench-'));
  const postgres = await startPostgres({ folder: path.join(folder, 'postgres'), durable: true });
  const stop = registerClosing(async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });
  await provisionDatabase(postgres, subgraphs);
  await migrateAll(postgres, subgraphs);
  return { postgres, stop };
}
