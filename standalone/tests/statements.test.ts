import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createGateway, nodesEndpoint } from '@kith/gateway';
import { type Actor, createLogger, provision, roleOf, type RunningSubgraph, startSubgraph } from '@kith/kernel';
import { asSuperuser, createTestDatabase, type TestDatabase, testUrl } from '@kith/kernel/testing';
import { subgraphs } from '../src/subgraphs.js';

const actor: Actor = { userId: null, organizationId: '01890a5d-ac96-774b-bcce-b302099a8057', role: 'OWNER', scopes: [] };
const logger = createLogger('test', 'error');
let database: TestDatabase;
let running: RunningSubgraph[];
let gateway: Awaited<ReturnType<typeof createGateway>>;

beforeAll(async () => {
  database = await createTestDatabase();
  running = [];
  for (const subgraph of subgraphs) {
    const { databaseSchema: schema } = subgraph;
    await asSuperuser(database.name, (client) => provision(client, schema));
    const urls = { databaseUrl: testUrl(database.name, roleOf(schema, 'runtime')), ownerUrl: testUrl(database.name, roleOf(schema, 'owner')) };
    running.push(await startSubgraph(subgraph, { ...urls, poolSize: 2, logger }));
  }
  const owned = running.map(({ endpoint }) => endpoint);
  const sdls = Object.fromEntries(subgraphs.map(({ name, sdl }) => [name, sdl]));
  const supergraph = readFileSync(path.resolve(__dirname, '../../schema/supergraph.graphql'), 'utf8');
  gateway = await createGateway({ supergraph, endpoints: [...owned, nodesEndpoint(sdls, owned)], logger, isProduction: false });
  const people = Array.from({ length: 100 }, (_, index) => ({ by: { email: `p${index}@example.com` }, person: { displayName: `P${index}` } }));
  await ask('mutation ($people: [UpsertPersonRow!]!) { upsertPeople(input: { people: $people }) { userErrors { message } } }', { people });
});
afterAll(async () => {
  await gateway.stop();
  for (const subgraph of running) await subgraph.stop();
  await database.drop();
});

async function ask(query: string, variables: Record<string, unknown>) {
  const { body } = await gateway.executeOperation({ query, variables }, { contextValue: { actor, requestId: 'test' } });
  if (body.kind !== 'single') throw new Error('not one answer');
  expect(body.singleResult.errors).toBeUndefined();
  return body.singleResult.data as { people: { nodes: unknown[] } };
}

/** How many requests to subgraphs, and how many statements, an operation takes. */
async function countOf(first: number): Promise<{ requests: number; statements: number; people: number }> {
  const counts = { requests: 0, statements: 0 };
  const request = () => void counts.requests++;
  const statement = () => void counts.statements++;
  subscribe('kith:subgraph-request', request);
  subscribe('kith:statement', statement);
  try {
    const { people } = await ask(personQuery, { first });
    return { ...counts, people: people.nodes.length };
  } finally {
    unsubscribe('kith:subgraph-request', request);
    unsubscribe('kith:statement', statement);
  }
}

const personQuery = readFileSync(path.resolve(__dirname, 'people.graphql'), 'utf8');

test.each([1, 20, 100])('the Person query over %i people costs the same requests and statements', async (first) => {
  expect(await countOf(first)).toEqual({ people: first, ...expectedCounts });
});

/** Pinned: a change of these numbers is a decision. */
const expectedCounts = { requests: 1, statements: 5 };
