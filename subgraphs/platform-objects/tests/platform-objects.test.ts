import { type Ask, driftOf, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { platformObjects } from '../src/index.js';

let app: TestSubgraph;
let admin: Ask;
beforeAll(async () => {
  app = await testSubgraph(platformObjects);
  admin = app.as('ADMIN');
  await ensure();
});
afterAll(() => app.stop());

const properties = [
  { name: 'stageName', type: 'STRING', isRequired: true, isFilterable: true, isDisplayName: true },
  { name: 'genre', type: 'SELECT', options: ['rock', 'pop', 'jazz'], isFilterable: true },
  { name: 'monthlyListeners', type: 'NUMBER', isFilterable: true },
  { name: 'since', type: 'DATE', isFilterable: true },
  { name: 'about', type: 'STRING' },
];

async function write(mutation: string, input: object, selection: string) {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await admin(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} userErrors { code path } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data[mutation];
}

const ensure = (changes = {}) =>
  write(
    'ensureObjectDefinition',
    { name: 'artist', pluralName: 'artists', properties, ...changes },
    'objectDefinition { id version schema isActive }',
  );
const create = (values: object) =>
  write('createRecord', { definition: 'artist', properties: values }, 'record { id displayName version }');
const link = (fromId: string, toId: string) =>
  write('createAssociations', { associations: [{ fromId, toId, type: 'inspired' }] }, 'created');

test('ensuring the same definition twice changes nothing; another one makes a new version', async () => {
  expect((await ensure()).objectDefinition.version).toBe(1);
  expect((await ensure({ color: '#aa3366' })).objectDefinition.version).toBe(2);
  expect((await ensure({ color: '#aa3366' })).objectDefinition.version).toBe(2);
});

test('a definition takes at most 200 properties, each under a name of its own', async () => {
  const many = Array.from({ length: 201 }, (_, index) => ({ name: `p${index}`, type: 'STRING' }));
  const { errors } = await admin(
    'mutation ($p: [PropertyInput!]!) { ensureObjectDefinition(input: { name: "big", pluralName: "big", properties: $p }) { userErrors { code } } }',
    { p: many },
  );
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await ensure({ name: 'twice', properties: [many[0], many[0]] })).userErrors).toEqual([
    { code: 'UNIQUE', path: ['properties', '1', 'name'] },
  ]);
});

test.each([
  [{ stageName: 'X', genre: 'polka' }, 'INVALID', ['properties', 'genre']],
  [{ genre: 'rock' }, 'REQUIRED', ['properties', 'stageName']],
  [{ stageName: 'X', shoeSize: 42 }, 'INVALID', ['properties', 'shoeSize']],
  [{ stageName: 'X', monthlyListeners: '7' }, 'INVALID', ['properties', 'monthlyListeners']],
  [{ stageName: 'X', since: '2026-02-30' }, 'INVALID', ['properties', 'since']],
  [{ stageName: 'X', about: 'y'.repeat(65_536) }, 'LIMIT_EXCEEDED', ['properties']],
])('%# a record that breaks its schema is refused with the path', async (values, code, path) => {
  expect(await create(values)).toEqual({ record: null, userErrors: [{ code, path }] });
});

test('records are filtered and ordered by property, every one once, those without a value last', async () => {
  const listeners = [5, undefined, 3, 5, undefined, 0.25, 3];
  for (const [index, monthlyListeners] of listeners.entries())
    await create({ stageName: `L${index}`, genre: 'pop', monthlyListeners });
  const seen: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await admin(
      `query ($after: String) { records(definition: "artist", first: 2, after: $after, filter: { properties: [{ name: "genre", string: { eq: "pop" } }] },
        orderBy: [{ property: "monthlyListeners", direction: DESC }, { property: "stageName" }]) { totalCount nodes { displayName } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    expect(errors).toBeUndefined();
    expect(data.records.totalCount).toBe(7);
    seen.push(...data.records.nodes.map(({ displayName }: { displayName: string }) => displayName));
    if (!data.records.pageInfo.hasNextPage) break;
    after = data.records.pageInfo.endCursor;
  }
  expect(seen).toEqual(['L0', 'L3', 'L2', 'L6', 'L5', 'L1', 'L4']);
});

test('a property that is not kept for filters is refused by its name', async () => {
  const { errors } = await admin(
    '{ records(definition: "artist", orderBy: [{ property: "about" }]) { totalCount } }',
  );
  expect(errors?.[0]).toMatchObject({
    message: 'artist has no filterable property called about',
    extensions: { code: 'BAD_USER_INPUT' },
  });
});

test('an update merges properties, takes away what is null, and is found by its new values', async () => {
  const { record } = await create({ stageName: 'Old', genre: 'jazz', monthlyListeners: 1 });
  await write(
    'updateRecord',
    { id: record.id, expectedVersion: 1, properties: { stageName: 'New', monthlyListeners: null } },
    'record { id }',
  );
  const { data } = await admin(
    '{ records(definition: "artist", filter: { properties: [{ name: "stageName", string: { eq: "New" } }, { name: "monthlyListeners", number: { isNull: true } }] }) { nodes { displayName properties } } }',
  );
  expect(data.records.nodes).toEqual([
    { displayName: 'New', properties: { stageName: 'New', genre: 'jazz' } },
  ]);
});

test('linking twice is one link, seen from both ends, and it goes with its record', async () => {
  const [one, two] = [
    (await create({ stageName: 'One' })).record.id,
    (await create({ stageName: 'Two' })).record.id,
  ];
  expect(await link(one, two)).toMatchObject({ created: 1 });
  expect(await link(one, two)).toMatchObject({ created: 0 });
  const seen = async () =>
    (
      await admin(
        `{ record(id: "${two}") { associatedBy { totalCount nodes { type from { ... on Record { displayName } } } } } }`,
      )
    ).data.record.associatedBy;
  expect(await seen()).toEqual({
    totalCount: 1,
    nodes: [{ type: 'inspired', from: { displayName: 'One' } }],
  });
  expect((await write('deleteRecord', { id: one }, 'deletedId')).deletedId).toBe(one);
  expect(await seen()).toEqual({ totalCount: 0, nodes: [] });
});

test('a definition that is switched off takes no records until it is switched on', async () => {
  const { id } = (await ensure()).objectDefinition;
  const turn = (isActive: boolean) =>
    write('updateObjectDefinition', { id, isActive }, 'objectDefinition { isActive }');
  await turn(false);
  expect((await create({ stageName: 'Late' })).userErrors).toEqual([
    { code: 'INVALID', path: ['definition'] },
  ]);
  await turn(true);
  expect((await create({ stageName: 'Late' })).userErrors).toEqual([]);
});

test('the schema is as the entities say', async () => {
  const drift = await driftOf(platformObjects, app.databaseName);
  expect(drift.filter((text) => !text.includes('record_property'))).toEqual([]);
});
