import { createHash } from 'node:crypto';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createLogger, type SubgraphEndpoint } from '@kith/kernel';
import { graphql, parse } from 'graphql';
import { createTokenKeys, type RunningGateway, signAccessToken, startGateway } from '../src/index.js';
import { compose } from './library.js';

const sdl = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
    @link(url: "https://kith.test/cacheControl/v1.0", import: ["@cacheControl", "CacheControlScope"])
    @composeDirective(name: "@cacheControl")
  directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT
  enum CacheControlScope { PUBLIC PRIVATE }
  type Query {
    countries: [String] @cacheControl(maxAge: 60, scope: PUBLIC)
    own: String @cacheControl(maxAge: 60, scope: PRIVATE)
    broken: String @cacheControl(maxAge: 60, scope: PUBLIC)
  }
`;
const schema = buildSubgraphSchema(parse(sdl));
const world: SubgraphEndpoint = {
  name: 'world',
  execute: async ({ query }) =>
    graphql({
      schema,
      source: query,
      rootValue: { countries: ['DE'], own: 'mine', broken: () => Promise.reject(new Error('broken')) },
    }),
};

let gateway: RunningGateway;
let authorization: string;
beforeAll(async () => {
  const { publicKey, privateKey } = await createTokenKeys();
  const actor = { userId: 'u', organizationId: 'o', role: 'OWNER' as const, scopes: [] };
  authorization = `Bearer ${await signAccessToken(actor, privateKey)}`;
  gateway = await startGateway({
    supergraph: await compose({ world: sdl }),
    endpoints: [world],
    accessTokenKey: publicKey,
    host: '127.0.0.1',
    port: 0,
    isProduction: true,
    logger: createLogger('test', 'silent'),
  });
});
afterAll(() => gateway.stop());

const headers = () => ({ authorization, 'content-type': 'application/json' });
const get = (parameters: Record<string, string>) =>
  fetch(`${gateway.url}/graphql?${new URLSearchParams(parameters)}`, { headers: headers() });
const cached = async (query: string) => (await get({ query })).headers.get('cache-control');

test('what is the same for all may be kept, and says nothing of who asked', async () => {
  const response = await get({ query: '{ countries }' });
  expect(response.headers.get('cache-control')).toBe('public, max-age=60');
  expect(await response.json()).toEqual({ data: { countries: ['DE'] } });
});

test('what was registered by its hash is kept as its text would be', async () => {
  const query = 'query Countries { countries }';
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash } });
  const unknown = await get({ extensions });
  expect(await unknown.json()).toMatchObject({
    errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
  });
  expect(unknown.headers.get('cache-control')).toContain('no-store');
  await get({ query, extensions });
  const known = await get({ extensions });
  expect(known.headers.get('cache-control')).toBe('public, max-age=60');
  expect(await known.json()).toEqual({ data: { countries: ['DE'] } });
});

test('nothing else may: what is somebody’s own, what failed, what nothing is said of', async () => {
  for (const query of ['{ own }', '{ countries own }', '{ broken }', '{ __typename }', '{ nonsense }'])
    expect(await cached(query)).toMatch(/no-store/);
  const posted = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: headers(),
    body: JSON.stringify({ query: '{ countries }' }),
  });
  expect(posted.headers.get('cache-control')).toContain('no-store');
});
