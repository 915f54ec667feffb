import { deepStrictEqual } from 'node:assert';
import { withAdmin } from './deployment-database.js';
import { grow, versionsOfEach } from './grow.js';
import { type Asked, ask, measure, type Target } from './load.js';
import { peopleQuery, personQuery } from './people-query.js';
import { type Deployment, startDeployment } from './processes.js';
import { printTable } from './table.js';

const windows = 10;
const versions = 1_000_000;
/** In the middle of what grow makes: five versions are older, as many are younger. */
const pastDays = 4.5;

/** The Person query as of an instant in the past beside now, on tables with a million versions, ten of each row. */
export async function past(): Promise<void> {
  const graph = await startDeployment('bench/standalone.js');
  try {
    const grown = await withAdmin(graph, async (admin) => {
      const { rows } = await admin.query(`select id from identity.organization where slug = 'northwind'`);
      return grow(admin, rows[0].id, versions / versionsOfEach);
    });
    process.stdout.write(`${grown.rows} rows with ${grown.versions} versions\n`);
    await compare(graph, 'the Person query over 20 people', peopleQuery, { first: 20 });
    const first = await target(graph, 'emails', '{ people(first: 1) { nodes { email } } }', {});
    const { data } = (await answerOf(first)) as { data: { people: { nodes: [{ email: string }] } } };
    await compare(graph, 'the Person query', personQuery, { email: data.people.nodes[0].email });
  } finally {
    await graph.stop();
  }
}

async function compare(graph: Deployment, title: string, query: string, variables: object): Promise<void> {
  const at = new Date(Date.now() - pastDays * 86_400_000).toISOString();
  const then = query.replace('!) {', '!, $at: DateTime!) @asOf(at: $at) {');
  const targets = [
    await target(graph, 'now', query, variables),
    await target(graph, 'as of an instant', then, { ...variables, at }),
  ];
  const [expected, answer] = await Promise.all(targets.map(answerOf));
  if (JSON.stringify(expected).includes('"errors"'))
    throw new Error(`A query failed: ${JSON.stringify(expected)}`);
  deepStrictEqual(answer, expected);
  const figures = await measure(targets, 1, windows);
  const now = figures.get('now');
  process.stdout.write(`\n${title}\n`);
  printTable([
    ['', 'requests/s', 'p50 ms', 'p99 ms', 'takes'],
    ...[...figures].map(([name, { perSecond, p50Ms, p99Ms }]) => [
      name,
      perSecond.toFixed(1),
      p50Ms.toFixed(1),
      p99Ms.toFixed(1),
      `${((now?.perSecond ?? Number.NaN) / perSecond).toFixed(2)} times`,
    ]),
  ]);
}

const answerOf = (target: Target) => ask(target, target.requests[0] as Asked);

async function target(graph: Deployment, name: string, query: string, variables: object): Promise<Target> {
  const authorization = `Bearer ${await graph.token('owner@northwind.demo')}`;
  const headers = { 'content-type': 'application/json', authorization };
  return {
    name,
    url: graph.url,
    path: '/graphql',
    requests: [{ headers, body: JSON.stringify({ query, variables }) }],
  };
}
