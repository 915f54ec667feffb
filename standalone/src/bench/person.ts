import { deepStrictEqual } from 'node:assert';
import { parseId } from '@kith/kernel';
import { databaseName } from '../installation/database.js';
import type { Figures } from './in-turns.js';
import { ask, measure, type Target } from './load.js';
import { peopleQuery } from './people-query.js';
import { closing, freePort, said, startDeployment, startProgram } from './processes.js';
import { printTable } from './table.js';

const windows = 5;

/**
 * The Person query over 20 people: both deployments of the graph beside one hand-written SQL statement behind a bare HTTP
 * server, which is as fast as this data can be served from Postgres by Node.
 */
export async function person(): Promise<void> {
  const standalone = await startDeployment('bench/standalone.js');
  const distributed = await startDeployment('distributed.js');
  const bare = await startBareServer(`${standalone.dataFolder}/postgres/socket`);
  try {
    const graph = async (name: string, { url, token }: typeof standalone): Promise<Target> => ({
      name,
      url,
      path: '/graphql',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await token('owner@northwind.demo')}`,
      },
      body: JSON.stringify({ query: peopleQuery, variables: { first: 20 } }),
    });
    const targets = [
      { name: 'one hand-written SQL', url: bare.url, path: '/', headers: {}, body: '{"first":20}' },
      await graph('standalone', standalone),
      await graph('distributed', distributed),
    ];
    const [expected, ...answers] = await Promise.all(targets.map(ask));
    for (const answer of answers) deepStrictEqual(comparable(answer), comparable(expected));
    process.stdout.write('All three give the same answer.\n');
    for (const connections of [1, 8]) report(connections, await measure(targets, connections, windows));
  } finally {
    await bare.stop();
    await Promise.all([standalone.stop(), distributed.stop()]);
  }
}

async function startBareServer(socketFolder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const url = `postgresql://postgres@/${databaseName}?host=${encodeURIComponent(socketFolder)}`;
  const child = startProgram('bench/bare-server.js', { PORT: String(port), DATABASE_URL: url });
  const stop = closing(child, async () => undefined);
  await said(child, 'ready');
  return { url: `http://127.0.0.1:${port}`, stop };
}

/** Deployments make ids of their own, so an id counts only as being one. */
function comparable(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer), (_, value) =>
    typeof value === 'string' && (parseId(value) || /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)) ? 'id' : value,
  );
}

function report(connections: number, figures: ReadonlyMap<string, Figures>): void {
  const [bare] = figures.values() as Iterable<Figures>;
  process.stdout.write(`\n${connections === 1 ? 'one connection' : `${connections} connections`}\n`);
  printTable([
    ['', 'requests/s', 'p50 ms', 'p99 ms', 'of the hand-written SQL'],
    ...[...figures].map(([name, { perSecond, p50Ms, p99Ms }]) => [
      name,
      perSecond.toFixed(0),
      p50Ms.toFixed(1),
      p99Ms.toFixed(1),
      (perSecond / (bare?.perSecond ?? Number.NaN)).toFixed(2),
    ]),
  ]);
}
