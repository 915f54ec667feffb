import { as, graphUrl } from '../graph.js';

const isDistributed = process.env.KITH_TEST_DEPLOYMENT === 'distributed';

/** The figures of a part by its port, counted from the graph's. */
async function figures(behind: number): Promise<(name: string, ...labels: string[]) => number | undefined> {
  const url = new URL(graphUrl());
  url.port = String(Number(url.port) + behind);
  const response = await fetch(`${url.origin}/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  const lines = (await response.text()).split('\n');
  return (name, ...labels) => {
    const found = lines.filter(
      (line) =>
        (line.startsWith(`${name}{`) || line.startsWith(`${name} `)) &&
        labels.every((one) => line.includes(one)),
    );
    return found.length > 0
      ? found.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0)
      : undefined;
  };
}

/** Where the gateway's are, and a subgraph's: in one process they are the same. */
const gateway = 7;
const identity = isDistributed ? 1 : gateway;

test('figures are on no port that is open to all', async () => {
  expect((await fetch(`${graphUrl()}/metrics`)).status).toBe(404);
});

test('an operation is counted by its name, with what it took of subgraphs, and how it failed', async () => {
  const ask = as('owner@northwind.demo');
  const query = 'query CountedByName { people(first: 1) { nodes { id } } }';
  const operation = 'operation="CountedByName"';
  const before = await figures(gateway);
  await ask(query);
  await ask(query);
  await as('viewer@northwind.demo')(
    'mutation CountedByName { createPerson(input: { displayName: "X" }) { person { id } } }',
  );
  const after = await figures(gateway);
  const more = (name: string, ...labels: string[]) =>
    (after(name, ...labels) ?? 0) - (before(name, ...labels) ?? 0);
  expect(more('kith_operation_seconds_count', operation, 'kind="query"')).toBe(2);
  expect(more('kith_operation_failures_total', operation, 'code="FORBIDDEN"')).toBe(1);
  expect(more('kith_told_errors_total', 'code="FORBIDDEN"')).toBeGreaterThanOrEqual(1);
  expect(more('kith_subgraph_request_seconds_count', 'subgraph="identity"')).toBeGreaterThanOrEqual(3);
  expect(more('kith_cache_reads_total', 'cache="documents"', 'outcome="hit"')).toBeGreaterThanOrEqual(1);
  expect(after('kith_subscriptions')).toBeGreaterThanOrEqual(0);
  expect(after('process_cpu_seconds_total')).toBeGreaterThan(0);
});

test('a subgraph tells how long its statements and answers took, of its pool, and what it has not handled', async () => {
  const before = await figures(identity);
  await as('owner@northwind.demo')('{ people(first: 1) { nodes { displayName } } }');
  const after = await figures(identity);
  const more = (name: string, label: string) => (after(name, label) ?? 0) - (before(name, label) ?? 0);
  expect(more('kith_statement_seconds_count', 'schema="identity"')).toBeGreaterThanOrEqual(2);
  expect(more('kith_subgraph_answer_seconds_count', 'subgraph="identity"')).toBeGreaterThanOrEqual(1);
  expect(after('kith_pool_connections', 'schema="identity"')).toBeGreaterThanOrEqual(1);
  expect(after('kith_pool_waiting', 'schema="identity"')).toBe(0);
  expect(after('kith_events_behind', 'subgraph="identity"')).toBeGreaterThanOrEqual(0);
  expect(after('kith_handling_seconds_count', 'schema="identity"')).toBeGreaterThan(0);
});
