import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createGateway, httpEndpoint, nodesEndpoint } from '@kith/gateway';
import {
  type Actor,
  createLogger,
  provision,
  type RunningSubgraph,
  roleOf,
  startSubgraph,
} from '@kith/kernel';
import { asRole, asSuperuser, createTestDatabase, type TestDatabase, testUrl } from '@kith/kernel/testing';
import { subgraphs } from '../src/subgraphs.js';

const actor: Actor = {
  userId: null,
  organizationId: '01890a5d-ac96-774b-bcce-b302099a8057',
  role: 'OWNER',
  scopes: [],
};
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
    const urls = {
      databaseUrl: testUrl(database.name, roleOf(schema, 'runtime')),
      ownerUrl: testUrl(database.name, roleOf(schema, 'owner')),
    };
    running.push(await startSubgraph(subgraph, { ...urls, poolSize: 2, logger }));
  }
  const owned = running.map(({ endpoint }) => endpoint);
  const sdls = Object.fromEntries(subgraphs.map(({ name, sdl }) => [name, sdl]));
  const supergraph = readFileSync(path.resolve(__dirname, '../../schema/supergraph.graphql'), 'utf8');
  gateway = await createGateway({
    supergraph,
    endpoints: [...owned, nodesEndpoint(sdls, owned)],
    logger,
    isProduction: false,
  });
  await fill();
});
afterAll(async () => {
  await gateway.stop();
  for (const subgraph of running) await subgraph.stop();
  await database.drop();
});

/** A hundred people who each have one of everything that the Person query asks for. */
async function fill(): Promise<void> {
  const numbers = Array.from({ length: 100 }, (_, index) => index);
  const external = (index: number) => ({ system: 'test', id: String(index) });
  await write('upsertCompanies', 'UpsertCompaniesInput', {
    companies: [{ by: { externalId: external(0) }, company: { name: 'Acme' } }],
  });
  const { companies } = await ask('{ companies { nodes { id } } }', {});
  const companyId = companies.nodes[0].id;
  await write('upsertPeople', 'UpsertPeopleInput', {
    people: numbers.map((n) => ({
      by: { externalId: external(n) },
      person: { displayName: `P${n}`, companyId },
    })),
  });
  const ids = (await ask('{ people(first: 100) { nodes { id } } }', {})).people.nodes.map(
    ({ id }: { id: string }) => id,
  );
  const each = <Row>(row: (personId: string, n: number) => Row) => ids.map(row);
  await write('setAddresses', 'SetAddressesInput', {
    owners: each((personId) => ({ owner: { personId }, addresses: [{ type: 'HOME', lines: ['1'] }] })),
  });
  await write('setUpStore', 'SetUpStoreInput', { currencyCode: 'USD' });
  await write('setUpCrm', 'SetUpCrmInput', { currencyCode: 'USD' });
  await write('upsertProducts', 'UpsertProductsInput', {
    products: [
      {
        by: { externalId: external(0) },
        product: { name: 'Chai', variants: [{ sku: '1', name: 'Chai', price: '1' }] },
      },
    ],
  });
  const lines = [{ product: external(0), title: 'Chai', quantity: 1, unitPrice: '1' }];
  await write('importOrders', 'ImportOrdersInput', {
    orders: each((personId, n) => ({
      externalId: external(n),
      personId,
      placedAt: '2026-01-01T00:00:00Z',
      lines,
    })),
  });
  await write('upsertContacts', 'UpsertContactsInput', { contacts: each((personId) => ({ personId })) });
  await write('createPipeline', 'CreatePipelineInput', { name: 'Sales', stages: [{ name: 'New' }] });
  const stageId = (await ask('{ pipelines { nodes { stages { id } } } }', {})).pipelines.nodes[0].stages[0]
    .id;
  await write('importDeals', 'ImportDealsInput', {
    deals: each((personId, n) => ({
      externalId: external(n),
      deal: { title: 'D', amount: '1', stageId, personId },
    })),
  });
  await write('logActivities', 'LogActivitiesInput', {
    activities: each((personId) => ({ type: 'NOTE', subject: 'N', personId })),
  });
  await write('createSubscriptionGroup', 'CreateSubscriptionGroupInput', { name: 'News' });
  await write('upsertSubscribers', 'UpsertSubscribersInput', {
    subscribers: each((personId) => ({
      by: { personId },
      subscriber: { personId, groups: [{ name: 'News' }] },
    })),
  });
  await write('ensureObjectDefinition', 'EnsureObjectDefinitionInput', {
    name: 'badge',
    pluralName: 'badges',
    properties: [],
  });
  await write('upsertRecords', 'UpsertRecordsInput', {
    definition: 'badge',
    records: each((personId, n) => ({ externalId: external(n), personId, properties: {} })),
  });
}

async function write(mutation: string, inputType: string, input: object): Promise<void> {
  const data = await ask(
    `mutation ($input: ${inputType}!) { ${mutation}(input: $input) { userErrors { message path } } }`,
    { input },
  );
  expect(data[mutation].userErrors).toEqual([]);
}

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
async function ask(query: string, variables: Record<string, unknown>): Promise<any> {
  const { body } = await gateway.executeOperation(
    { query, variables },
    { contextValue: { actor, requestId: 'test' } },
  );
  if (body.kind !== 'single') throw new Error('not one answer');
  expect(body.singleResult.errors).toBeUndefined();
  return JSON.parse(JSON.stringify(body.singleResult.data));
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
    for (const person of people.nodes)
      expect(JSON.stringify(person)).not.toMatch(
        /\[\]|"(company|customer|contact|subscriber|stage|product|definition)":null/,
      );
    return { ...counts, people: people.nodes.length };
  } finally {
    unsubscribe('kith:subgraph-request', request);
    unsubscribe('kith:statement', statement);
  }
}

const personQuery = readFileSync(path.resolve(__dirname, 'people.graphql'), 'utf8');

test.each([1, 20, 100])(
  'the Person query over %i people costs the same requests and statements',
  async (first) => {
    expect(await countOf(first)).toEqual({ people: first, ...expectedCounts });
  },
);

/** Pinned: a change of these numbers is a decision. */
const expectedCounts = { requests: 5, statements: 26 };

test('one subgraph being down nulls its own fields and leaves the rest whole', async () => {
  const down = httpEndpoint({
    name: 'commerce',
    url: 'http://127.0.0.1:9',
    key: Buffer.alloc(32),
    timeoutMs: 1000,
    logger: createLogger('test', 'silent'),
  });
  const endpoints = running.map(({ endpoint }) => (endpoint.name === 'commerce' ? down : endpoint));
  const sdls = Object.fromEntries(subgraphs.map(({ name, sdl }) => [name, sdl]));
  const supergraph = readFileSync(path.resolve(__dirname, '../../schema/supergraph.graphql'), 'utf8');
  const lame = await createGateway({
    supergraph,
    endpoints: [...endpoints, nodesEndpoint(sdls, endpoints)],
    logger: createLogger('test', 'silent'),
    isProduction: false,
  });
  const query =
    '{ people(first: 1) { nodes { displayName customer { orderCount } orders { totalCount } contact { leadStatus } } } }';
  const { body } = await lame.executeOperation({ query }, { contextValue: { actor, requestId: 'test' } });
  if (body.kind !== 'single') throw new Error('not one answer');
  expect(JSON.parse(JSON.stringify(body.singleResult))).toMatchObject({
    data: {
      people: {
        nodes: [{ displayName: 'P0', customer: null, orders: null, contact: { leadStatus: 'NEW' } }],
      },
    },
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'commerce' } }],
  });
  await lame.stop();
  await down.close();
});

test('the role of one subgraph cannot look into the tables of another', async () => {
  const reaching = asRole(database.name, roleOf('crm', 'runtime'), (client) =>
    client.query('select * from commerce.product'),
  );
  await expect(reaching).rejects.toThrow('permission denied for schema commerce');
});
