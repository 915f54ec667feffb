import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { askWithKey } from '../../src/operations/ask-with-key.js';
import { pulledManifests } from '../../src/operations/manifest.js';
import { pull } from '../../src/operations/pull.js';
import { push } from '../../src/operations/push.js';
import { type InProcessGateway, startInProcessGateway } from '../subscriptions/in-process-gateway.js';
import { createPartner, hashOf, manifestOf, type Partner } from './partner.js';
import { type Said, ways } from './ways.js';

const people = 'query People { people(first: 1) { totalCount } }';
const company = 'query Company($id: ID!) { company(id: $id) { name } }';
const addPerson =
  'mutation AddPerson($input: CreatePersonInput!) { createPerson(input: $input) { person { id } } }';
const unknown = 'query Unknown { people(first: 2) { totalCount } }';

let gateway: InProcessGateway;
let partner: Partner;
beforeAll(async () => {
  gateway = await startInProcessGateway();
  partner = await createPartner(gateway);
  expect((await partner.register('1', [people, company, addPerson])).userErrors).toEqual([]);
});
afterAll(() => gateway.stop());

const byId = (text: string): Said => ({ documentId: `sha256:${hashOf(text)}` });
const byExtension = (text: string): Said => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text) } },
});
const onAll = async (key: string, said: Said) =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(ways).map(async ([way, ask]) => [
        way,
        await ask(gateway.url, { 'x-api-key': key }, said),
      ]),
    ),
  );
const each = (came: object) => Object.fromEntries(Object.keys(ways).map((way) => [way, came]));
const post = (headers: Record<string, string>, said: Said) => ways['POST']?.(gateway.url, headers, said);
const counted = { data: { people: { totalCount: 0 } } };

describe('a locked key', () => {
  test('runs what its app has registered, by id, by hash and by text, on every way', async () => {
    const { key } = await partner.key('LOCKED');
    for (const said of [byId(people), byExtension(people), { query: people }])
      expect(await onAll(key, said)).toEqual(each(counted));
  });

  test('runs nothing else, on any way, and teaches the gateway nothing', async () => {
    const { key } = await partner.key('LOCKED');
    const both = { query: unknown, ...byExtension(unknown) };
    for (const said of [{ query: unknown }, { query: '{ __typename }' }, both])
      expect(await onAll(key, said)).toEqual(each({ code: 'OPERATION_NOT_ALLOWED' }));
    for (const said of [byId(unknown), byExtension(unknown)])
      expect(await onAll(key, said)).toEqual(each({ code: 'PERSISTED_QUERY_NOT_FOUND' }));
    // Not even what others taught it.
    const open = await partner.key('OPEN');
    expect(await post({ 'x-api-key': open.key }, both)).toMatchObject(counted);
    expect(await onAll(key, byExtension(unknown))).toEqual(each({ code: 'PERSISTED_QUERY_NOT_FOUND' }));
  });

  test('changes what it may, by POST', async () => {
    const { key } = await partner.key('LOCKED');
    const variables = { input: { displayName: 'Written by hash' } };
    const other = await createPartner(gateway);
    await other.register('1', [addPerson]);
    const theirs = await other.key('LOCKED');
    expect(await post({ 'x-api-key': theirs.key }, { ...byId(addPerson), variables })).toMatchObject({
      data: { createPerson: { person: { id: expect.any(String) } } },
    });
    expect(
      await ways['GET']?.(gateway.url, { 'x-api-key': key }, { ...byId(addPerson), variables }),
    ).toMatchObject({
      code: expect.any(String),
    });
  });

  test('knows only the documents of its own app', async () => {
    const other = await createPartner(gateway);
    const { key } = await other.key('LOCKED');
    expect(await onAll(key, byId(people))).toEqual(each({ code: 'PERSISTED_QUERY_NOT_FOUND' }));
    expect(await onAll(key, { query: people })).toEqual(each({ code: 'OPERATION_NOT_ALLOWED' }));
  });
});

describe('automatic persisted queries', () => {
  test('work for users and for open keys: what was sent once with its hash is known by it', async () => {
    const authorization = `Bearer ${await gateway.tokenOf(partner.organization.owner)}`;
    const { key } = await partner.key('OPEN');
    for (const [index, headers] of [{ authorization }, { 'x-api-key': key }].entries()) {
      const text = `query Automatic${index} { people(first: 1) { totalCount } }`;
      expect(await post(headers as never, byExtension(text))).toEqual({ code: 'PERSISTED_QUERY_NOT_FOUND' });
      expect(await post(headers as never, { query: text, ...byExtension(text) })).toMatchObject(counted);
      expect(await post(headers as never, byExtension(text))).toMatchObject(counted);
      expect(await post(headers as never, byId(text))).toMatchObject(counted);
    }
  });

  test('take no text under a hash that is not its own, and nothing from strangers', async () => {
    const authorization = `Bearer ${await gateway.tokenOf(partner.organization.owner)}`;
    const wrong = { query: people, ...byExtension(unknown) };
    expect(await post({ authorization }, wrong)).toEqual({ code: 'BAD_USER_INPUT' });
    const text = 'query Stranger { __typename }';
    await post({}, { query: text, ...byExtension(text) });
    expect(await post({ authorization }, byExtension(text))).toEqual({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  });
});

describe('a version', () => {
  test('says of each operation what it costs, and is the same when it is registered again', async () => {
    const { appVersion } = await partner.register('1', [people, company, addPerson]);
    expect(appVersion).toMatchObject({ name: '1', operationCount: 3 });
    for (const { cost } of appVersion.operations) expect(cost).toBeGreaterThan(0);
    expect((await partner.register('1', [people])).userErrors).toMatchObject([
      { code: 'UNIQUE', path: ['name'] },
    ]);
  });

  test('takes nothing that the graph does not', async () => {
    const refused = async (manifest: object) =>
      (
        await partner.organization.write(
          'registerAppVersion',
          { appId: partner.appId, name: 'bad', manifest },
          '__typename',
        )
      ).userErrors;
    const at = (field: string) => [{ code: 'INVALID', path: ['manifest', 'operations', '0', field] }];
    const [operation] = manifestOf([people]).operations;
    const of = (changes: object) => ({ ...manifestOf([]), operations: [{ ...operation, ...changes }] });
    expect(await refused(of({ id: hashOf(company) }))).toMatchObject(at('id'));
    expect(await refused(of({ name: 'Other' }))).toMatchObject(at('name'));
    expect(await refused(of({ type: 'mutation' }))).toMatchObject(at('type'));
    for (const body of [
      'query Broken { people',
      'query Wrong { nonsense }',
      'query A { __typename } query B { __typename }',
    ])
      expect(await refused(of({ body, id: hashOf(body) }))).toMatchObject(at('body'));
    expect(await refused({ ...manifestOf([people]), version: 2 })).toMatchObject([
      { path: ['manifest', 'format'] },
    ]);
    expect(await refused(manifestOf([]))).toMatchObject([{ code: 'REQUIRED' }]);
    expect(await refused(manifestOf([people, people]))).toMatchObject([
      { path: ['manifest', 'operations', '1', 'id'] },
    ]);
  });

  test('that is retired runs no more what no other runs', async () => {
    const own = await createPartner(gateway);
    const [only, shared] = [1, 2].map(
      (first) => `query Shared${first} { people(first: ${first}) { totalCount } }`,
    ) as [string, string];
    const { appVersion } = await own.register('1', [only, shared]);
    await own.register('2', [shared]);
    const { key } = await own.key('LOCKED');
    await own.organization.write('retireAppVersion', { id: appVersion.id }, '__typename');
    expect(await post({ 'x-api-key': key }, byId(shared))).toMatchObject(counted);
    expect(await post({ 'x-api-key': key }, byId(only))).toEqual({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  });

  test('a check says what an operation is and costs, and runs nothing', async () => {
    const authorization = `Bearer ${await gateway.tokenOf(partner.organization.owner)}`;
    const variables = { input: { displayName: 'Never made' } };
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: addPerson, variables, extensions: { check: true } }),
    });
    expect(await response.json()).toEqual({
      data: null,
      extensions: {
        checked: { name: 'AddPerson', type: 'mutation' },
        cost: { requested: expect.any(Number) },
      },
    });
    expect(
      await partner.organization.ask(
        '{ people(filter: { displayName: { eq: "Never made" } }) { totalCount } }',
      ),
    ).toEqual({ people: { totalCount: 0 } });
  });
});

describe('a key', () => {
  const until = async (key: string, code: string) => {
    let came = await post({ 'x-api-key': key }, { query: people });
    for (let tries = 0; came?.code !== code && tries < 100; tries++) {
      await delay(20);
      came = await post({ 'x-api-key': key }, { query: people });
    }
    expect(came).toEqual({ code });
  };

  test('that is revoked opens nothing at once, though the gateway knew it', async () => {
    const { key, id } = await partner.key('OPEN');
    expect(await post({ 'x-api-key': key }, { query: people })).toMatchObject(counted);
    await partner.organization.write('revokeApiKey', { id }, '__typename');
    await until(key, 'UNAUTHENTICATED');
  });

  test('that is locked is locked at once, and goes on', async () => {
    const { key, id } = await partner.key('OPEN');
    expect(await post({ 'x-api-key': key }, { query: unknown })).toMatchObject(counted);
    await partner.organization.write('updateApiKey', { id, operationMode: 'LOCKED' }, '__typename');
    for (let tries = 0; tries < 100; tries++) {
      const came = await post({ 'x-api-key': key }, { query: unknown });
      if (came?.code === 'OPERATION_NOT_ALLOWED') break;
      await delay(20);
    }
    expect(await post({ 'x-api-key': key }, { query: unknown })).toEqual({ code: 'OPERATION_NOT_ALLOWED' });
    expect(await post({ 'x-api-key': key }, { query: people })).toMatchObject(counted);
  });

  test('that nobody made is refused on every way', async () => {
    const asked = { query: people };
    for (const way of ['POST', 'GET', 'server-sent events by POST'])
      expect(await ways[way]?.(gateway.url, { 'x-api-key': 'kith_live_x' }, asked)).toEqual({
        code: 'UNAUTHENTICATED',
      });
    await expect(ways['WebSocket']?.(gateway.url, { 'x-api-key': 'kith_live_x' }, asked)).rejects.toThrow(
      '4403',
    );
  });
});

test('a manifest is pushed with a key from the environment, and pulled as it was', async () => {
  const own = await createPartner(gateway);
  const { key } = await own.key('OPEN', { scopes: ['app:*'] });
  const ask = askWithKey({ KITH_URL: gateway.url, KITH_API_KEY: key });
  const folder = mkdtempSync(path.join(tmpdir(), 'kith-operations-'));
  const file = path.join(folder, 'manifest.json');
  writeFileSync(file, JSON.stringify(manifestOf([company, people])));
  expect(await push(ask, file, 'Partner', '1')).toMatch(
    /^Partner 1 runs 2 operations; the dearest costs at most [1-9]/,
  );
  await expect(push(ask, file, 'Nobody', '1')).rejects.toThrow('There is no app "Nobody"');
  const retired = await own.register('0', [people]);
  await own.organization.write('retireAppVersion', { id: retired.appVersion.id }, '__typename');
  // More than are told at once.
  for (let version = 2; version <= 22; version++) await own.register(String(version), [people]);
  const pulled = path.join(folder, 'pulled');
  await pull(ask, pulled);
  const found = pulledManifests(pulled);
  expect(found).toHaveLength(22);
  expect(found.find(({ version }) => version === '1')).toEqual({
    app: 'Partner',
    version: '1',
    manifest: manifestOf([company, people]),
  });
  writeFileSync(file, JSON.stringify(manifestOf(['query Wrong { nonsense }'])));
  await expect(push(ask, file, 'Partner', 'bad')).rejects.toThrow('Wrong: Cannot query field "nonsense"');
  rmSync(folder, { recursive: true });
});
