import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Postgres, startPostgres } from '../dist/postgres/start.js';

export interface TestServers {
  postgres: Postgres;
  folder: string;
}

// Jest resolves no names in a global setup, so this is the compiled program, which `npm test` builds before.
/** One Postgres for all tests; each test file makes databases of its own in it. */
export default async function setup(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kith-test-'));
  const postgres = await startPostgres({ folder: path.join(folder, 'postgres'), durable: false });
  process.env.KITH_TEST_POSTGRES = postgres.socketFolder;
  (globalThis as unknown as { testServers: TestServers }).testServers = { postgres, folder };
}
