import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
// Jest resolves no names in a global setup, so this is the compiled program, which `npm test` builds before.
import { type Postgres, startPostgres } from '../dist/postgres/start.js';

export interface TestServers {
  readonly postgres: Postgres;
  readonly graph: ChildProcess | null;
  readonly folder: string;
}

/**
 * The program of the deployment that the graph's tests ask: `standalone`, or `distributed` with a process for each part.
 * With `none`, tests that ask no running graph can be run without waiting for one.
 */
const programs: Record<string, string | null> = { distributed: 'distributed', none: null };
const { KITH_TEST_DEPLOYMENT: deployment = '' } = process.env;
const program = deployment in programs ? programs[deployment] : 'main';

/**
 * One Postgres in which each test file makes a database of its own, and one running graph with the demo in it. Tests that do
 * not ask it begin while the demo is being loaded; the others wait for what is written to the file `KITH_TEST_READY`.
 */
export default async function setup(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kith-test-'));
  const dataFolder = path.join(folder, 'data');
  // Below those of the tests' own processes, see port.ts.
  const port = 20_000 + (process.pid % 200) * 10;
  const ready = path.join(folder, 'ready');
  const tell = async (text: string) => {
    await writeFile(`${ready}.new`, text);
    // Whoever sees the file sees all of it.
    await rename(`${ready}.new`, ready);
  };
  const graph = program ? startGraph(program, dataFolder, port) : null;
  void untilReady(graph).then(
    () => tell(''),
    (error: Error) => tell(error.message),
  );
  const postgres = await startPostgres({ folder: path.join(folder, 'postgres'), durable: false });
  process.env.KITH_TEST_READY = ready;
  process.env.KITH_TEST_POSTGRES = postgres.socketFolder;
  process.env.KITH_TEST_GRAPH = `http://127.0.0.1:${port}`;
  process.env.KITH_TEST_DATA = dataFolder;
  (globalThis as unknown as { testServers: TestServers }).testServers = { postgres, graph, folder };
}

function startGraph(program: string, dataFolder: string, port: number): ChildProcess {
  return spawn(process.execPath, [path.resolve(__dirname, `../dist/${program}.js`)], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      KITH_DATA: dataFolder,
      PORT: String(port),
      LOG_LEVEL: 'error',
      WEBHOOK_PRIVATE_ADDRESSES: 'allow',
      // Tests ask as a few users, more often than these would.
      USER_REQUESTS_PER_MINUTE: '0',
      USER_COST_PER_MINUTE: '0',
      STRANGER_REQUESTS_PER_MINUTE: '0',
      STRANGER_COST_PER_MINUTE: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function untilReady(graph: ChildProcess | null): Promise<void> {
  if (!graph) return Promise.reject(new Error('These tests were started without a running graph'));
  return new Promise((resolve, reject) => {
    graph.stdout?.on('data', (text: Buffer) => {
      if (text.includes('The graph')) resolve();
    });
    graph.once('exit', (code) => reject(new Error(`The graph ended with ${code} before it was ready`)));
  });
}
