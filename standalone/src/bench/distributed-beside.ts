import { setTimeout as sleep } from 'node:timers/promises';
import { type Premises, planProcesses, premisesHere, startProcess } from '../distributed/processes.js';
import { secretsKeys } from '../installation/secrets-keys.js';
import { readSettings } from '../installation/settings.js';
import { existingTokenKeys } from '../installation/token-keys.js';
import { databaseUrl } from './deployment-database.js';
import { closing, type Deployment, freePort } from './processes.js';
import { unlimited } from './unlimited.js';

const patienceMs = 180_000;

/** The distributed deployment beside a standalone one, on its Postgres, with its data: both answer the same. */
export interface Beside {
  readonly url: string;
  /** Where its subgraphs are, and with which keys they are asked. */
  readonly premises: Premises;
  stop(): Promise<void>;
}

export async function startDistributedBeside({ dataFolder }: Deployment): Promise<Beside> {
  const keys = await existingTokenKeys(dataFolder);
  if (!keys) throw new Error('The standalone deployment has no keys');
  const postgres = { url: (database: string, role = 'postgres') => databaseUrl(dataFolder, database, role) };
  const here = { accessTokenKeys: keys, secretsKeys: await secretsKeys(dataFolder) };
  const premises = premisesHere(postgres, here, {
    host: '127.0.0.1',
    port: await freePort(),
    limits: readSettings(unlimited).limits,
    nats: { NATS_URL: null, NATS_STREAM_MB: 256, NATS_STREAM_DAYS: 7 },
    retentionDays: 0,
    mayWebhooksBePrivate: false,
    isProduction: true,
    logLevel: 'error',
  });
  const stops = planProcesses(premises).map((plan) => closing(startProcess(plan), async () => undefined));
  const { host, port } = premises.place('gateway');
  const url = `http://${host}:${port}`;
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(100)) {
    const response = await fetch(`${url}/health/ready`).catch(() => null);
    if (response?.ok)
      return { url, premises, stop: async () => void (await Promise.all(stops.map((stop) => stop()))) };
  }
  throw new Error(`The distributed graph was not ready within ${patienceMs / 1000} s`);
}
