import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'graphql';
import { checkout } from '../src/installation/checkout.js';
import { installApart } from '../src/installation/install-apart.js';
import type { Manifest } from '../src/operations/manifest.js';
import { createPartner } from './operations/partner.js';
import { type InProcessGateway, startInProcessGateway } from './subscriptions/in-process-gateway.js';
import { createOrganization, type Organization } from './webhooks/organization.js';

const folder = path.join(checkout, 'standalone/clients');
const generated = path.join(folder, 'generated');
/** What `pnpm operations` runs. */
const operations = path.join(checkout, 'standalone/dist/operations.js');
const run = promisify(execFile);

let gateway: InProcessGateway;
let organization: Organization;
beforeAll(async () => {
  await installApart(folder);
  gateway = await startInProcessGateway({ movesEvents: true });
  organization = await createOrganization(gateway.graph);
  rmSync(generated, { recursive: true, force: true });
  mkdirSync(generated);
}, 300_000);
afterAll(() => gateway.stop());

/** Runs a client as a program of its own, and answers what it saw, by its kind. */
async function seenBy(program: string, key = ''): Promise<Record<string, unknown>> {
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    CLIENT_URL: `${gateway.url}/graphql`,
    CLIENT_TOKEN: await gateway.tokenOf(organization.owner),
    CLIENT_KEY: key,
  };
  const { stdout } = await run(process.execPath, [program], { cwd: folder, env });
  return Object.assign(
    {},
    ...stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
}

/** A program of a package that the folder has installed. */
const tool = (name: string, ...args: string[]) =>
  run(path.join(folder, 'node_modules/.bin', name), args, { cwd: folder });

test.each([
  ['apollo-client.mjs', 'Apollo', { cached: true }],
  ['urql.mjs', 'Urql', {}],
])('%s queries, changes, listens and is refused as it expects', async (program, displayName, more) => {
  expect(await seenBy(program)).toEqual({
    query: expect.any(Number),
    mutation: displayName,
    subscription: expect.objectContaining({
      type: 'CREATED',
      person: expect.objectContaining({ displayName }),
    }),
    refusal: 'BAD_USER_INPUT',
    ...more,
  });
});

test('graphql-request queries, changes and is refused as it expects', async () => {
  expect(await seenBy('graphql-request.mjs')).toEqual({
    query: expect.any(Number),
    mutation: 'Request',
    refusal: 'BAD_USER_INPUT',
  });
});

test('Relay compiles connections, refetches by id, and mutations that append, against the API schema', async () => {
  await tool('relay-compiler', 'relay.config.json');
  const artifacts = readdirSync(generated).filter((file) => file.endsWith('.graphql.js'));
  expect(artifacts.sort()).toEqual([
    'PeopleChangedSubscription.graphql.js',
    'PeopleCreateMutation.graphql.js',
    'PeoplePageQuery.graphql.js',
    'PeopleQuery.graphql.js',
    'People_list.graphql.js',
    'People_person.graphql.js',
    'PersonRefetchQuery.graphql.js',
  ]);
  const texts = artifacts.map((file) => readFileSync(path.join(generated, file), 'utf8'));
  expect(texts.find((text) => text.includes('"name": "PersonRefetchQuery"'))).toContain('node(id: $id)');
});

test("what Relay's compiler makes of a query is answered", async () => {
  const text = readFileSync(path.join(generated, 'PeopleQuery.graphql.js'), 'utf8');
  const [, query] = /"text": ("(?:[^"\\]|\\.)*")/.exec(text) as unknown as [string, string];
  const { people } = await organization.ask(JSON.parse(query), { first: 1 });
  expect(people).toMatchObject({
    edges: [{ node: { __typename: 'Person' } }],
    pageInfo: { hasNextPage: true },
  });
});

describe('of an app', () => {
  const manifestOf = () => JSON.parse(readFileSync(path.join(generated, 'manifest.json'), 'utf8'));
  const idsOf = (manifest: Manifest) => manifest.operations.map(({ id }) => id).sort();
  beforeAll(() =>
    tool('generate-persisted-query-manifest', '--config', 'persisted-query-manifest.config.json'),
  );

  test("Apollo's generator makes a manifest of operations, each by the hash of its text", async () => {
    const manifest = manifestOf();
    expect(manifest).toMatchObject({ format: 'apollo-persisted-query-manifest', version: 1 });
    for (const { id, body } of manifest.operations) {
      expect(id).toBe(createHash('sha256').update(body).digest('hex'));
      parse(body);
    }
    const [people] = manifest.operations.filter(({ name }: { name: string }) => name === 'People');
    expect((await organization.ask(people.body, { first: 1 })).people.nodes).toHaveLength(1);
  });

  test('whose manifest was pushed, Apollo Client asks by ids alone with a locked key, and nothing else', async () => {
    const partner = await createPartner(gateway);
    const pusher = await partner.key('OPEN', { scopes: ['app:*'] });
    const file = path.join(generated, 'manifest.json');
    const push = [operations, 'push', file, '--app', 'Partner', '--version', '1'];
    const { stdout } = await run(process.execPath, push, {
      env: { KITH_URL: gateway.url, KITH_API_KEY: pusher.key },
    });
    expect(stdout).toMatch(/^Partner 1 runs 3 operations; the dearest costs at most [1-9]/);
    const seen = await seenBy('apollo-locked.mjs', (await partner.key('LOCKED')).key);
    expect({ ...seen, ids: [...(seen['ids'] as string[])].sort() }).toEqual({
      query: expect.any(Number),
      mutation: 'Locked',
      subscription: expect.objectContaining({ type: 'CREATED' }),
      ids: idsOf(manifestOf()),
      texts: 0,
      'refusal of a text': 'OPERATION_NOT_ALLOWED',
      'refusal of a subscription': 'OPERATION_NOT_ALLOWED',
      'refusal of an id': 'OPERATION_NOT_ALLOWED',
      tries: [false, true],
    });
  });
});
