import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { roleOf } from '@kith/kernel';
import pg from 'pg';
import { unlimited } from '../../src/bench/unlimited.js';
import { planProcesses, premisesHere } from '../../src/distributed/processes.js';
import { databaseName, databaseUrls, provisionDatabase } from '../../src/installation/database.js';
import { readSettings } from '../../src/installation/settings.js';
import { tokenKeys } from '../../src/installation/token-keys.js';
import { startPostgres } from '../../src/postgres/start.js';
import { subgraphs } from '../../src/subgraphs.js';
import { portOfThisProcess } from '../port.js';
import type { CrashBus } from './buses.js';
import { type KeptProcess, keepProcess } from './kept-process.js';
import type { Place } from './writer.js';

/** Something that can be killed and comes back. */
export interface Victim {
  readonly name: string;
  kill(): Promise<void>;
}

/** The five subgraphs as processes, identity and crm twice, with two writers, on a Postgres of their own. */
export interface CrashDeployment {
  readonly organizations: readonly string[];
  readonly writers: readonly KeptProcess[];
  readonly processes: readonly KeptProcess[];
  readonly postgres: Victim;
  readonly bus: Victim | null;
  /** Ends of processes that nobody asked for. */
  readonly surprises: readonly string[];
  /** A connection as a role, as Postgres is at the moment. */
  connect(role: string): Promise<pg.Client>;
  stop(): Promise<void>;
}

const countersOfEach = 4;

export async function startCrashDeployment(crashBus: CrashBus): Promise<CrashDeployment> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kith-crash-'));
  const startServer = () => startPostgres({ folder: path.join(folder, 'postgres'), durable: true });
  let server = await startServer();
  const bus = await crashBus.start();
  await provisionDatabase(server, subgraphs);
  const accessTokenKeys = await tokenKeys(folder);
  const surprises: string[] = [];
  const connect = async (role: string) => {
    const client = new pg.Client({ connectionString: server.url(databaseName, role) });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };

  const port = portOfThisProcess;
  const key = randomBytes(32).toString('base64');
  const here = premisesHere(
    server,
    { accessTokenKeys, secretsKeys: [randomBytes(32)] },
    {
      host: '127.0.0.1',
      port,
      isProduction: true,
      logLevel: 'info',
      limits: readSettings(unlimited).limits,
      retentionDays: 0,
      mayWebhooksBePrivate: false,
      nats: bus.nats ?? { NATS_URL: null, NATS_STREAM_MB: 256, NATS_STREAM_DAYS: 7 },
    },
  );
  const plans = planProcesses({ ...here, key: () => key });
  const keepSubgraph = (name: string, replica: number) => {
    const plan = plans.find((one) => one.name === name);
    const subgraph = subgraphs.find((one) => one.name === name);
    if (!plan || !subgraph) throw new Error(`There is no subgraph ${name}`);
    const own = Number(plan.environment['PORT']);
    return keepProcess(
      {
        name: `${name} ${replica}`,
        program: path.resolve(__dirname, 'subgraph.ts'),
        args: [name, ...subgraphs.map((one) => one.name).filter((one) => one !== name)],
        environment: {
          ...plan.environment,
          PORT: String(replica === 1 ? own : own + 100),
          DATABASE_POOL_SIZE: '6',
          DATABASE_OWNER_URL: databaseUrls(server, subgraph).ownerUrl,
        },
        readyWord: '"serving"',
      },
      surprises,
    );
  };
  const processes = subgraphs.map(({ name }) => keepSubgraph(name, 1));
  await Promise.all(processes.map(({ ready }) => ready));
  processes.push(keepSubgraph('identity', 2), keepSubgraph('crm', 2));

  const organizations = [randomUUID(), randomUUID(), randomUUID()];
  const client = await connect(roleOf('identity', 'runtime'));
  for (const organization of organizations)
    await client.query(`begin; set local search_path to identity; set local app.organization_id to '${organization}';
      insert into company (name) select '0' from generate_series(1, ${countersOfEach}); commit`);
  await client.end();

  const identityPort = Number(plans.find(({ name }) => name === 'identity')?.environment['PORT']);
  const place: Place = {
    databaseUrl: server.url(databaseName, roleOf('identity', 'runtime')),
    urls: [identityPort, identityPort + 100].map((one) => `http://127.0.0.1:${one}`),
    key,
    organizations,
  };
  const writers = [1, 2].map((number) =>
    keepProcess(
      {
        name: `writer ${number}`,
        program: path.resolve(__dirname, 'writer.ts'),
        args: [],
        environment: { IDENTITY: JSON.stringify(place) },
      },
      surprises,
    ),
  );
  return {
    organizations,
    writers,
    processes,
    surprises,
    connect,
    postgres: {
      name: 'Postgres',
      async kill() {
        process.kill(server.pid, 'SIGKILL');
        await server.exited;
        server = await startServer();
      },
    },
    bus: bus.kill ? { name: crashBus.name, kill: bus.kill } : null,
    async stop() {
      await Promise.all([...writers, ...processes].map((one) => one.stop()));
      await bus.stop();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
