import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ask, type Target } from './load.js';
import {
  closeAll,
  closing,
  freePort,
  type Listening,
  registerClosing,
  said,
  startProgram,
  startServer,
} from './processes.js';
import { installRivals, startRival } from './rivals-folder.js';
import { groups, shopQuery, shopSdls } from './shop-graph.js';
import { composeShop } from './shop-supergraph.js';
import { compareSpeed, expectSameAnswers } from './side-by-side.js';

/**
 * The query by which federation gateways are commonly compared, over four small subgraphs: lists in lists in lists, the same
 * entities met again and again, about 87 KB of answer. Our gateway beside the stock Apollo gateway and Hive Gateway.
 */
export async function shop(): Promise<void> {
  await installRivals();
  try {
    const urls = await startSubgraphs();
    const folder = await mkdtemp(path.join(tmpdir(), 'kith-bench-'));
    registerClosing(() => rm(folder, { recursive: true, force: true }));
    const supergraph = path.join(folder, 'supergraph.graphql');
    await writeFile(supergraph, composeShop(urls));
    const places = Object.entries(urls).map(([name, url]) => [name, { url }]);
    const environment = { SUPERGRAPH: supergraph, SUBGRAPHS: JSON.stringify(Object.fromEntries(places)) };
    const targets: Target[] = [
      target('Kith', await startServer('bench/shop-gateway.js', environment)),
      target('stock Apollo gateway', await startRival('apollo-gateway.mjs', environment)),
      target('Hive Gateway', await startRival('hive-gateway.mjs', environment)),
    ];
    await expectSameAnswers(targets, (answer) => answer);
    const size = JSON.stringify(await ask(targets[0] as Target, targets[0]?.requests[0] as never)).length;
    process.stdout.write(`All give the same answers, of ${(size / 1000).toFixed(0)} KB.\n`);
    await compareSpeed(targets, ['Hive Gateway']);
  } finally {
    await closeAll();
  }
}

async function startSubgraphs(): Promise<Record<string, string>> {
  const port = await freePort();
  const child = startProgram('bench/shop-subgraphs.js', { PORT: String(port) });
  closing(child, async () => undefined);
  const names = Object.keys(shopSdls);
  await Promise.all(names.map((name) => said(child, `${name} is ready`)));
  return Object.fromEntries(names.map((name, index) => [name, `http://127.0.0.1:${port + index}/graphql`]));
}

function target(name: string, { url }: Listening): Target {
  const requests = Array.from({ length: groups }, (_, group) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: shopQuery, variables: { group } }),
  }));
  return { name, url, path: '/graphql', requests };
}
