import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { signAccessToken } from '@kith/gateway';
import { signActorToken } from '@kith/kernel';
import pg from 'pg';
import { unlimited } from '../../src/bench/unlimited.js';
import { planProcesses, premisesHere } from '../../src/distributed/processes.js';
import { checkout } from '../../src/installation/checkout.js';
import { databaseName, migrateAll, provisionDatabase } from '../../src/installation/database.js';
import { readSettings } from '../../src/installation/settings.js';
import { tokenKeys } from '../../src/installation/token-keys.js';
import { startPostgres } from '../../src/postgres/start.js';
import { subgraphs } from '../../src/subgraphs.js';
import { keepProcess } from '../crash/kept-process.js';
import { portOfThisProcess } from '../port.js';

export interface Victim {
  readonly name: string;
  kill(): Promise<void>;
}

/** A gateway, identity and crm as processes on a Postgres of their own, all of which can be killed and come back. */
export interface Deployment {
  readonly url: string;
  readonly victims: readonly Victim[];
  readonly organizationId: string;
  readonly surprises: readonly string[];
  token(): Promise<string>;
  /** Makes a person, or not: whoever is asked may be away. They are asked of the subgraph itself, also while the gateway is away. */
  addPerson(displayName: string): Promise<void>;
  /** Waits until identity and the gateway answer. */
  ready(): Promise<void>;
  /** Rows of a statement of the superuser. */
  query<Row>(text: string): Promise<Row[]>;
  stop(): Promise<void>;
}

export async function startDeployment(): Promise<Deployment> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kith-streams-'));
  const startServer = () => startPostgres({ folder: path.join(folder, 'postgres'), durable: true });
  let server = await startServer();
  await provisionDatabase(server, subgraphs);
  await migrateAll(server, subgraphs);
  const accessTokenKeys = await tokenKeys(folder);
  const { privateKey } = accessTokenKeys;
  const port = portOfThisProcess;
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
      nats: { NATS_URL: null, NATS_STREAM_MB: 256, NATS_STREAM_DAYS: 7 },
    },
  );
  const surprises: string[] = [];
  const processes = planProcesses(here)
    .filter(({ name }) => ['gateway', 'identity', 'crm'].includes(name))
    .map(({ name, program, environment }) =>
      keepProcess(
        { name, program: path.join(checkout, program), args: [], environment, readyWord: '"serving"' },
        surprises,
      ),
    );
  await Promise.all(processes.map(({ ready }) => ready));
  const organizationId = randomUUID();
  const actor = { userId: null, organizationId, role: 'OWNER' as const, scopes: [] };
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    organizationId,
    surprises,
    victims: [
      ...processes,
      {
        name: 'Postgres',
        async kill() {
          process.kill(server.pid, 'SIGKILL');
          await server.exited;
          server = await startServer();
        },
      },
    ],
    token: () => signAccessToken(actor, privateKey),
    async ready() {
      const live = async (address: string) =>
        (await fetch(`${address}/health/live`).catch(() => null))?.ok === true;
      const asked = [url, `http://127.0.0.1:${here.place('identity').port}`];
      while (!(await Promise.all(asked.map(live))).every(Boolean)) await delay(100);
    },
    async addPerson(displayName) {
      const body = JSON.stringify({
        query: 'mutation ($n: String!) { createPerson(input: { displayName: $n }) { person { id } } }',
        variables: { n: displayName },
      });
      const token = signActorToken(actor, 'identity', Buffer.from(here.key('identity'), 'base64'));
      const { port: identityPort } = here.place('identity');
      const request = {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-kith-actor': token, 'x-request-id': 'test' },
        body,
        signal: AbortSignal.timeout(3_000),
      };
      await fetch(`http://127.0.0.1:${identityPort}/graphql`, request).catch(() => undefined);
    },
    async query<Row>(text: string) {
      const client = new pg.Client({ connectionString: server.url(databaseName, 'postgres') });
      await client.connect();
      try {
        return (await client.query(text)).rows as Row[];
      } finally {
        await client.end();
      }
    },
    async stop() {
      await Promise.all(processes.map((one) => one.stop()));
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
