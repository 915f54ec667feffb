import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { loadDemo } from '../demo/load-demo.js';
import { migrateAll, provisionDatabase } from '../installation/database.js';
import { secretsKeys } from '../installation/secrets-keys.js';
import type { Settings } from '../installation/settings.js';
import { tokenKeys } from '../installation/token-keys.js';
import { startPostgres } from '../postgres/start.js';
import type { Standalone, StartOptions } from '../start.js';
import { subgraphs } from '../subgraphs.js';
import { planProcesses, premisesHere, startProcess } from './processes.js';

const patienceMs = 60_000;

/** Starts each subgraph, `nodes` and the gateway as its own process on one Postgres, and loads the demo where it is missing. */
export async function startDistributed(
  settings: Settings,
  { say, signal }: StartOptions,
): Promise<Standalone> {
  await mkdir(settings.dataFolder, { recursive: true, mode: 0o700 });
  const postgres = await startPostgres({ folder: path.join(settings.dataFolder, 'postgres'), durable: true });
  const children: ChildProcess[] = [];
  const stop = async () => {
    // The gateway is the last that was started: while it answers what runs there, it needs the others.
    const gateway = children.pop();
    if (gateway) await stopProcess(gateway);
    await Promise.all(children.map(stopProcess));
    await postgres.stop();
  };
  try {
    await provisionDatabase(postgres, subgraphs);
    await migrateAll(postgres, subgraphs);
    const keys = await tokenKeys(settings.dataFolder);
    const port = settings.port || 4100;
    const here = { accessTokenKeys: keys, secretsKeys: await secretsKeys(settings.dataFolder) };
    const metrics = { ...settings.metrics, port: settings.metrics.port || port + 7 };
    for (const plan of planProcesses(premisesHere(postgres, here, { ...settings, port, metrics })))
      children.push(startProcess(plan));
    const url = `http://${settings.host}:${port}`;
    await untilReady(url, children);
    await loadDemo({ url, dataFolder: settings.dataFolder, privateKey: keys.privateKey, say, signal });
    const metricsUrl = `http://${metrics.host}:${metrics.port}/metrics`;
    return { url, metricsUrl, databaseEnded: postgres.exited, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilReady(url: string, children: readonly ChildProcess[]): Promise<void> {
  for (const end = Date.now() + patienceMs; Date.now() < end; ) {
    if (children.some((child) => child.exitCode !== null))
      throw new Error('A process has ended before the graph was ready; see above');
    const response = await fetch(`${url}/health/ready`).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The graph was not ready within ${patienceMs / 1000} s`);
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
