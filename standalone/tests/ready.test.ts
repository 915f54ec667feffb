import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { crm } from '@kith/crm';
import { createLogger, httpEndpoint, isReady, serveEndpoint, startSubgraph } from '@kith/kernel';
import { databaseUrls, provisionDatabase } from '../src/installation/database.js';
import { startPostgres } from '../src/postgres/start.js';

test('a subgraph is ready while its Postgres is there', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'kith-ready-'));
  const postgres = await startPostgres({ folder, durable: false });
  const logger = createLogger('test', 'silent');
  const key = Buffer.alloc(32, 7);
  await provisionDatabase(postgres, [crm]);
  const { databaseUrl, ownerUrl } = databaseUrls(postgres, crm);
  const running = await startSubgraph(crm, { databaseUrl, ownerUrl, poolSize: 2, logger });
  const served = await serveEndpoint(running.endpoint, { host: '127.0.0.1', port: 0, key, logger });
  const reached = httpEndpoint({ name: 'crm', url: served.url, key, timeoutMs: 5_000, logger });

  expect([await isReady(running.endpoint), await isReady(reached)]).toEqual([true, true]);
  await postgres.stop();
  expect([await isReady(running.endpoint), await isReady(reached)]).toEqual([false, false]);
  expect((await fetch(`${served.url}/health/live`)).status).toBe(200);

  await reached.close();
  await served.stop();
  await running.stop();
  await rm(folder, { recursive: true });
});
