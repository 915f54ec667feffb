import type { ChildProcess } from 'node:child_process';
import { ask } from './load.js';
import { personQuery } from './people-query.js';
import { startDeployment } from './processes.js';
import { printTable } from './table.js';
import type { Usage } from './tell-usage.js';
import { usageOf } from './usage.js';

const windows = 10;
const queriesPerWindow = 1_000;
const atOnce = 4;
const mostIdleBytes = 300 * 1024 ** 2;

/** What the standalone process holds: idle, and after each thousand Person queries, each time after a garbage collection. */
export async function memory(): Promise<void> {
  const loading = await startDeployment('bench/standalone.js');
  await loading.stop('kept');
  const graph = await startDeployment('bench/standalone.js', loading.dataFolder);
  try {
    const idle = await memoryOf(graph.process);
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${await graph.token('owner@northwind.demo')}`,
    };
    const place = { url: graph.url, path: '/graphql' };
    const query = async (body: object) => {
      const answer = (await ask(place, { headers, body: JSON.stringify(body) })) as PeopleAnswer;
      if (answer.errors) throw new Error(`A query failed: ${JSON.stringify(answer.errors)}`);
      return answer;
    };
    const { data } = await query({ query: '{ people(first: 100) { nodes { email } } }' });
    const emails = data.people.nodes.map(({ email }) => email).filter(Boolean);
    const measured: Usage[] = [];
    for (let window = 0; window < windows; window++) {
      for (let asked = 0; asked < queriesPerWindow; asked += atOnce) {
        const next = emails.slice(asked % (emails.length - atOnce)).slice(0, atOnce);
        await Promise.all(next.map((email) => query({ query: personQuery, variables: { email } })));
      }
      measured.push(await memoryOf(graph.process));
    }
    report(idle, measured);
  } finally {
    await graph.stop();
  }
}

interface PeopleAnswer {
  readonly errors?: readonly object[];
  readonly data: { readonly people: { readonly nodes: readonly { readonly email: string }[] } };
}

const memoryOf = (child: ChildProcess) => usageOf(child, 'afterCollection');

const megabytes = (bytes: number) => (bytes / 1024 ** 2).toFixed(1);

function report(idle: Usage, measured: readonly Usage[]): void {
  const row = (name: string, { rssBytes, heapBytes }: Usage) => [
    name,
    megabytes(rssBytes),
    megabytes(heapBytes),
  ];
  printTable([
    ['', 'resident MB', 'heap MB'],
    row('idle, after a start', idle),
    ...measured.map((one, index) => row(`after ${(index + 1) * queriesPerWindow} Person queries`, one)),
  ]);
  const heap = slope(measured.map(({ heapBytes }) => heapBytes));
  const resident = slope(measured.map(({ rssBytes }) => rssBytes));
  const verdict = idle.rssBytes <= mostIdleBytes ? 'within' : 'ABOVE';
  process.stdout.write(
    `Per ${queriesPerWindow} queries the heap grows by ${megabytes(heap)} MB, what is resident by ${megabytes(resident)} MB.
Idle, it holds ${megabytes(idle.rssBytes)} MB: ${verdict} the ${megabytes(mostIdleBytes)} MB that it may.\n`,
  );
}

/** How much is added from one value to the next, by the line with the least squares. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const along = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0);
  return along / values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
}
