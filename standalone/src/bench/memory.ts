import { gather } from './audience.js';
import { ask } from './load.js';
import { openPersonChanges } from './person-changes.js';
import { closeAll, type Deployment, startDeployment } from './processes.js';
import { printTable } from './table.js';
import type { Usage } from './tell-usage.js';
import { usageOf } from './usage.js';

const windows = 10;
const requestsOfWindow = 10_000;
const documentsOfWindow = 1_000;
const subscriptionsOfWindow = 1_000;
const atOnce = 4;
/** When a slow machine has used this up, fewer requests than 100,000 must do. */
const mostMinutes = 15;
const mostIdleBytes = 300 * 1024 ** 2;

/**
 * What the standalone process holds, each time after a garbage collection: idle; over 100,000 requests with 10,000 distinct
 * documents; over 10,000 subscriptions that are opened, pushed to once and closed.
 */
export async function memory(): Promise<void> {
  try {
    const loading = await startDeployment('bench/standalone.js');
    await loading.stop('kept');
    const graph = await startDeployment('bench/standalone.js', loading.dataFolder);
    const idle = await usageOf(graph.process, 'afterCollection');
    const verdict = idle.rssBytes <= mostIdleBytes ? 'within' : 'ABOVE';
    process.stdout.write(
      `Idle, it holds ${megabytes(idle.rssBytes)} MB, ${megabytes(idle.heapBytes)} of them heap: ${verdict} the ${megabytes(mostIdleBytes)} MB that it may.\n`,
    );
    await watch(graph, 'requests', requestsOfWindow, await asking(graph));
    await watch(graph, 'subscriptions', subscriptionsOfWindow, await subscribing(graph));
  } finally {
    await closeAll();
  }
}

/** Does ten windows of something, and prints what the process holds after each. */
async function watch(
  graph: Deployment,
  what: string,
  ofWindow: number,
  window: (index: number) => Promise<void>,
): Promise<void> {
  const end = performance.now() + mostMinutes * 60_000;
  const held: Usage[] = [];
  for (let index = 0; index < windows && performance.now() < end; index++) {
    await window(index);
    held.push(await usageOf(graph.process, 'afterCollection'));
  }
  process.stdout.write('\n');
  printTable([
    ['', 'resident MB', 'heap MB'],
    ...held.map(({ rssBytes, heapBytes }, index) => [
      `after ${(index + 1) * ofWindow} ${what}`,
      megabytes(rssBytes),
      megabytes(heapBytes),
    ]),
  ]);
  // In the first half caches fill up.
  const later = held.slice(Math.floor(held.length / 2));
  const heap = slope(later.map(({ heapBytes }) => heapBytes));
  const resident = slope(later.map(({ rssBytes }) => rssBytes));
  process.stdout.write(
    `In the second half, per ${ofWindow} ${what}, the heap grows by ${megabytes(heap)} MB, what is resident by ${megabytes(resident)} MB.\n`,
  );
}

/** Requests over three subgraphs: each window has documents of its own, and asks each of them ten times. */
async function asking(graph: Deployment): Promise<(window: number) => Promise<void>> {
  const authorization = `Bearer ${await graph.token('owner@northwind.demo')}`;
  const headers = { 'content-type': 'application/json', authorization };
  const query = async (body: object) => {
    const answer = (await ask(
      { url: graph.url, path: '/graphql' },
      { headers, body: JSON.stringify(body) },
    )) as {
      errors?: readonly object[];
      data: { people: { nodes: readonly { email: string | null }[] } };
    };
    if (answer.errors) throw new Error(`A query failed: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  };
  const { people } = await query({ query: '{ people(first: 100) { nodes { email } } }' });
  const emails = people.nodes.flatMap(({ email }) => email ?? []);
  return async (window) => {
    let asked = 0;
    const worker = async () => {
      while (asked < requestsOfWindow) {
        const document = window * documentsOfWindow + (asked % documentsOfWindow);
        const email = emails[asked++ % emails.length];
        await query({ query: documentOf(document), variables: { email } });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  };
}

const documentOf = (number: number) => `query Person${number}($email: EmailAddress!) {
  person(by: { email: $email }) { name${number}: displayName customer { orderCount } deals(first: 2) { nodes { title } } } }`;

/** Subscriptions, each on a connection of its own, a hundred at the same time. */
async function subscribing(graph: Deployment): Promise<() => Promise<void>> {
  const { subscribing, commit } = await openPersonChanges(graph);
  return async () => {
    for (let opened = 0; opened < subscriptionsOfWindow; opened += 100) {
      const audience = await gather(100, subscribing);
      while (!(await audience.push(commit, 3_000)));
      await audience.leave();
    }
  };
}

const megabytes = (bytes: number) => (bytes / 1024 ** 2).toFixed(1);

/** How much is added from one value to the next, by the line with the least squares. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const along = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0);
  return along / values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
}
