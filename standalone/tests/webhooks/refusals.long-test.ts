import { type InProcessGraph, startInProcess } from '../in-process-graph.js';
import { createOrganization, type Organization } from './organization.js';

let graph: InProcessGraph;
let organization: Organization;
beforeAll(async () => {
  graph = await startInProcess();
  organization = await createOrganization(graph);
}, 60_000);
afterAll(() => graph.stop());

const create = (input: object) =>
  organization.write(
    'createWebhookEndpoint',
    { url: 'https://93.184.216.34/', eventTypes: ['*'], ...input },
    'secret webhookEndpoint { id url eventTypes query status }',
  );

test.each([
  'https://127.0.0.1/',
  'https://169.254.169.254/latest/meta-data',
  'https://[::1]/',
  'https://localhost:4000/graphql',
  'http://93.184.216.34/',
  'https://user:secret@93.184.216.34/',
  'gopher://93.184.216.34/',
])('%s is refused', async (url) => {
  expect(await create({ url })).toMatchObject({
    webhookEndpoint: null,
    secret: null,
    userErrors: [{ code: 'INVALID', path: ['url'] }],
  });
});

test.each([
  ['mutation { createPerson(input: { displayName: "A" }) { person { id } } }', 'mutation is refused'],
  ['subscription { events { id } }', 'subscription is refused'],
  ['{ nobody { id } }', 'Cannot query field'],
  ['query ($subject: ID!, $other: ID!) { node(id: $subject) { id } }', '$other'],
  ['query ($subject: Int!) { node(id: $subject) { id } }', '$subject'],
  ['query @asOf(at: "2026-01-01T00:00:00Z") { viewer { id } }', 'leave it out'],
  ['{ viewer { id }', 'no GraphQL document'],
])('the query %s is refused', async (query, message) => {
  const { webhookEndpoint, userErrors } = await create({ query });
  expect(webhookEndpoint).toBeNull();
  expect(userErrors).toEqual([
    { code: 'INVALID', path: ['query'], message: expect.stringContaining(message) },
  ]);
});

test('a query that any subgraph answers is taken, and so is no query again', async () => {
  const query = 'query ($subject: ID!, $at: DateTime!) { node(id: $subject) { id } orders { totalCount } }';
  const { webhookEndpoint, userErrors } = await create({ query });
  expect(userErrors).toEqual([]);
  expect(webhookEndpoint).toMatchObject({ query, status: 'ACTIVE', eventTypes: ['*'] });
  const changed = await organization.write(
    'updateWebhookEndpoint',
    { id: webhookEndpoint.id, expectedVersion: 1, query: null },
    'webhookEndpoint { query version history { property before after } }',
  );
  expect(changed.webhookEndpoint).toMatchObject({ query: null, version: 2 });
  expect(changed.webhookEndpoint.history).toContainEqual({ property: 'query', before: query, after: null });
});

test('an event that is not in the catalogue is refused, and so is none', async () => {
  expect((await create({ eventTypes: ['order.placed', 'order.lost'] })).userErrors).toMatchObject([
    { code: 'INVALID', path: ['eventTypes', '1'] },
  ]);
  expect((await create({ eventTypes: [] })).userErrors).toMatchObject([
    { code: 'REQUIRED', path: ['eventTypes'] },
  ]);
});

test('webhooks are for admins', async () => {
  const asked = {
    list: '{ webhookEndpoints { totalCount } }',
    create:
      'mutation { createWebhookEndpoint(input: { url: "https://93.184.216.34/", eventTypes: ["*"] }) { secret } }',
  };
  for (const [role, codes] of [
    ['MANAGER', ['FORBIDDEN', 'FORBIDDEN']],
    ['ADMIN', [undefined, undefined]],
  ] as const) {
    const found = [];
    for (const query of Object.values(asked)) {
      const actor = { ...organization.owner, role };
      const { errors } = await graph.graph.execute({ query }, { actor, requestId: 'test' });
      found.push(errors?.[0]?.extensions.code);
    }
    expect([role, found]).toEqual([role, codes]);
  }
});

test('who is no user cannot have a webhook act for them', async () => {
  const actor = { ...organization.owner, userId: null };
  const query =
    'mutation { createWebhookEndpoint(input: { url: "https://93.184.216.34/", eventTypes: ["*"] }) { secret } }';
  const { errors } = await graph.graph.execute({ query }, { actor, requestId: 'test' });
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
