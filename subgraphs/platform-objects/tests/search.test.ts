import { randomUUID } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Actor, encodeId } from '@kith/kernel';
import { type Answer, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { platformObjects } from '../src/index.js';

let app: TestSubgraph;
beforeAll(async () => {
  app = await testSubgraph(platformObjects);
});
afterAll(() => app.stop());

interface Words {
  readonly type?: string;
  readonly id?: string;
  readonly title?: string | null;
  readonly texts?: readonly string[];
  readonly owner?: string;
  readonly team?: string;
}

/** What a table tells of a row that is found, or is found no more. */
const told = (row: string, words: Words | null) => ({
  source: 'crm',
  type: 'row.changed',
  payload: {
    table: 'thing',
    operation: 'UPDATE',
    searched: {
      row,
      node: words && { type: 'Deal', id: row, title: null, texts: [], owner: null, team: null, ...words },
    },
  },
});

/** Things in an organization of their own, and a search among them that answers the names of what it finds. */
async function organizationWith(things: Readonly<Record<string, Words>>) {
  const organizationId = randomUUID();
  const rows = new Map(Object.keys(things).map((name) => [name, randomUUID() as string]));
  const rowOf = (name: string) => rows.get(name) as string;
  const hear = (...events: object[]) =>
    app.hear(...events.map((event) => ({ ...(event as ReturnType<typeof told>), organizationId })));
  await hear(...Object.entries(things).map(([name, words]) => told(rowOf(name), words)));
  const names = new Map([...rows].map(([name, row]) => [row, name]));
  const ask = (query: string, args = '') =>
    app.as('VIEWER', organizationId)(
      `query ($query: String!) { search(query: $query ${args}) { totalCount
        nodes { score node { __typename ... on Deal { id } ... on Person { id } ... on Product { id } ... on Record { id } } }
        edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } }`,
      { query },
    );
  return {
    organizationId,
    rowOf,
    hear,
    ask,
    async find(query: string, args = ''): Promise<string[]> {
      const { data, errors } = await ask(query, args);
      expect(errors).toBeUndefined();
      const ids = [...names].map(([row, name]) => [
        encodeId(things[name]?.type ?? 'Deal', things[name]?.id ?? row),
        name,
      ]);
      return data.search.nodes.map(({ node }: { node: { id: string } }) =>
        new Map(ids as [string, string][]).get(node.id),
      );
    },
  };
}

test('the name as it is comes before its beginning, that before other words, and those before a typo', async () => {
  const { find } = await organizationWith({
    typo: { title: 'Klass' },
    text: { title: 'Alfreds', texts: ['kloss@alfreds.demo'] },
    inside: { title: 'Alklosses' },
    begins: { title: 'Klossner' },
    word: { title: 'Horst Kloss' },
    exact: { title: 'Kloss' },
    none: { title: 'Maria Anders' },
  });
  expect(await find('kloss')).toEqual(['exact', 'begins', 'word', 'text', 'inside', 'typo']);
});

test.each([
  ['the beginning of a word', 'hor', 'Horst Kloss'],
  ['words in another order', 'kloss horst', 'Horst Kloss'],
  ['beginnings of both words', 'klo ho', 'Horst Kloss'],
  ['a letter left out', 'klos horst', 'Horst Kloss'],
  ['a letter too many', 'Hoorst', 'Horst Kloss'],
  ['letters that changed places', 'qiuck', 'QUICK-Stop'],
  ['a letter left out in a name of two parts', 'quik-stop', 'QUICK-Stop'],
  ['two parts in one word', 'quickstop', 'QUICK-Stop'],
  ['no accents where there are some', 'francois defrance', 'François Défrance'],
  ['accents where there are none', 'Hörst', 'Horst Kloss'],
  ['another way to write a letter', 'weissbier strasse', 'Weißbier Straße'],
  ['letters without a way to ours', 'παπα', 'Γιώργος Παπαδόπουλος'],
  ['a script without spaces', '東京', '東京商事'],
  ['the whole address', 'quick@northwind.demo', 'QUICK-Stop'],
  ['a part of the address', 'northwind.de', 'QUICK-Stop'],
  ['a phone number as it is dialled', '0372 035-188', 'QUICK-Stop'],
  ['the last digits of a phone number', '5188', 'QUICK-Stop'],
  ['an article number', 'nw-011', 'Queso Cabrales'],
  ['an article number in one word', 'NW0112', 'Queso Cabrales'],
])('%s: %s finds %s', async (_, query, name) => {
  const { find } = await organizationWith({
    'Horst Kloss': { title: 'Horst Kloss' },
    'QUICK-Stop': { title: 'QUICK-Stop', texts: ['quick@northwind.demo', '+49372035188'] },
    'François Défrance': { title: 'François Défrance' },
    'Weißbier Straße': { title: 'Weißbier Straße' },
    'Γιώργος Παπαδόπουλος': { title: 'Γιώργος Παπαδόπουλος' },
    東京商事: { title: '東京商事' },
    'Queso Cabrales': { title: 'Queso Cabrales', texts: ['NW-0112'] },
    'Maria Anders': { title: 'Maria Anders', texts: ['maria@alfreds.demo', '+493012345'] },
  });
  expect(await find(query)).toEqual([name]);
});

test.each(['', '  ', '%', '_', '!!!', "'", '\\', 'zzzzzz', 'a & !b', '\u200b', '\u0000'])(
  '%j finds nothing, and harms nothing',
  async (query) => {
    const { find } = await organizationWith({ one: { title: 'Kloss' } });
    expect(await find(query)).toEqual([]);
  },
);

test('a query is bounded', async () => {
  const { ask } = await organizationWith({});
  expect((await ask('x'.repeat(201))).errors?.[0]).toMatchObject({
    message: 'query: at most 200 characters',
    extensions: { code: 'BAD_USER_INPUT' },
  });
  expect((await ask('x '.repeat(100))).errors).toBeUndefined();
});

test('search knows the present alone', async () => {
  const { errors } = await app.as('VIEWER')(
    '{ search(query: "x") { totalCount } }'.replace('{', 'query @asOf(at: "2026-01-01T00:00:00Z") {'),
  );
  expect(errors?.[0]).toMatchObject({
    message: 'search cannot be asked with @asOf: its past is not kept',
    extensions: { code: 'BAD_USER_INPUT' },
  });
});

test('only the types that are asked for are found', async () => {
  const { find } = await organizationWith({
    deal: { title: 'Kloss' },
    person: { title: 'Kloss', type: 'Person' },
    product: { title: 'Kloss', type: 'Product' },
  });
  expect((await find('kloss')).sort()).toEqual(['deal', 'person', 'product']);
  expect((await find('kloss', 'types: [PERSON, DEAL]')).sort()).toEqual(['deal', 'person']);
  expect(await find('kloss', 'types: []')).toEqual([]);
});

test('pages hold every hit once, from both ends', async () => {
  const things = Object.fromEntries(
    Array.from({ length: 25 }, (_, at) => [`n${at}`, { title: `Kloss ${at % 3}` }]),
  );
  const { find, ask } = await organizationWith(things);
  const all = await find('kloss', 'first: 100');
  expect([...all].sort()).toEqual(Object.keys(things).sort());
  const forward: string[] = [];
  for (let after = 'null'; ; ) {
    forward.push(...(await find('kloss', `first: 7 after: ${after}`)));
    const { pageInfo, totalCount } = (await ask('kloss', `first: 7 after: ${after}`)).data.search;
    expect(totalCount).toBe(25);
    if (!pageInfo.hasNextPage) break;
    after = JSON.stringify(pageInfo.endCursor);
  }
  expect(forward).toEqual(all);
  expect(await find('kloss', 'last: 4')).toEqual(all.slice(-4));
  const { startCursor } = (await ask('kloss', 'last: 4')).data.search.pageInfo;
  expect(await find('kloss', `last: 4 before: "${startCursor}"`)).toEqual(all.slice(-8, -4));
});

test('what is called otherwise is found by its new name alone, and what is gone by none', async () => {
  const { find, hear, rowOf } = await organizationWith({ one: { title: 'Kloss', texts: ['a@b.demo'] } });
  await hear(told(rowOf('one'), { title: 'Anders' }));
  expect([await find('kloss'), await find('anders'), await find('b.demo')]).toEqual([[], ['one'], []]);
  await hear(told(rowOf('one'), { title: 'Brown' }), told(rowOf('one'), null));
  expect([await find('anders'), await find('brown')]).toEqual([[], []]);
});

test('a node is found once, by its own words and by those of its parts', async () => {
  const id = randomUUID();
  const { find, hear, rowOf } = await organizationWith({
    chai: { type: 'Product', id, title: 'Chai' },
    small: { type: 'Product', id, texts: ['CHAI-S'] },
    large: { type: 'Product', id, texts: ['CHAI-L'] },
  });
  for (const query of ['chai', 'chai-s', 'chai-l']) expect(await find(query)).toHaveLength(1);
  await hear(told(rowOf('small'), null));
  expect([(await find('chai-s xx')).length, (await find('chai')).length]).toEqual([0, 1]);
});

test('who was merged into another is found as that one, and as themselves again', async () => {
  const { find, hear, rowOf } = await organizationWith({
    kept: { type: 'Person', title: 'Horst Kloss' },
    lost: { type: 'Person', title: 'H. Kloss', texts: ['other@kloss.demo'] },
  });
  const [kept, lost] = [rowOf('kept'), rowOf('lost')];
  const said = (type: string, clusters: object[]) => ({
    source: 'identity',
    type,
    subjectType: 'Person',
    subjectId: kept,
    payload: { mergeId: randomUUID(), clusters },
  });
  await hear(said('person.merged', [{ id: kept, members: [kept, lost] }]));
  expect([await find('other@kloss.demo'), await find('kloss')]).toEqual([['kept'], ['kept']]);
  await hear(
    said('person.unmerged', [
      { id: kept, members: [kept] },
      { id: lost, members: [lost] },
    ]),
  );
  expect([await find('other@kloss.demo'), (await find('kloss')).sort()]).toEqual([
    ['lost'],
    ['kept', 'lost'],
  ]);
});

test('another organization is not searched, and nobody without one', async () => {
  await organizationWith({ one: { title: 'Unmistakable' } });
  const { find } = await organizationWith({ other: { title: 'Kloss' } });
  expect(await find('unmistakable')).toEqual([]);
  const answer: Answer = await app.asActor(null)('{ search(query: "unmistakable") { totalCount } }');
  expect(answer.data?.search ?? null).toBeNull();
});

test('who reads their own or their teams’ finds those and what is nobody’s, and managers find all', async () => {
  const [me, other, team] = [randomUUID(), randomUUID(), randomUUID()];
  const { organizationId } = await organizationWith({
    mine: { title: 'Kloss', owner: me },
    theirs: { title: 'Kloss', owner: other },
    ours: { title: 'Kloss', owner: other, team },
    nobodys: { title: 'Kloss' },
  });
  const count = async (actor: Partial<Actor>, query = 'kloss') => {
    const asked = app.asActor({ userId: me, organizationId, role: 'MEMBER', scopes: [], ...actor });
    const counts = await Promise.all(
      [query, query.slice(0, 3), query.slice(1, 4), 'klass'].map(async (text) => {
        const { data, errors } = await asked('query ($q: String!) { search(query: $q) { totalCount } }', {
          q: text,
        });
        expect(errors).toBeUndefined();
        return data.search.totalCount;
      }),
    );
    expect(new Set(counts).size).toBe(1);
    return counts[0];
  };
  expect(await count({ reach: 'ALL' })).toBe(4);
  expect(await count({ reach: 'TEAM', teamIds: [team] })).toBe(3);
  expect(await count({ reach: 'OWN', teamIds: [team] })).toBe(2);
  expect(await count({ reach: 'OWN', role: 'MANAGER' })).toBe(4);
  expect(await count({ narrowedTo: ['search:read', 'deal:read'] })).toBe(4);
  expect(await count({ narrowedTo: ['search:read', 'person:*'] })).toBe(0);
});

test('who may not search is refused', async () => {
  const actor: Actor = { userId: randomUUID(), organizationId: randomUUID(), role: 'OWNER', scopes: [] };
  const { errors } = await app.asActor({ ...actor, narrowedTo: ['deal:read'] })(
    '{ search(query: "x") { totalCount } }',
  );
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('a row that left the index before it was asked for is no hit that says its name', async () => {
  const { ask } = await organizationWith({ record: { type: 'Record', title: 'Nobody knows' } });
  const { data } = await ask('nobody');
  expect(data.search.nodes).toEqual([{ score: expect.any(Number), node: null }]);
});

async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const statement = () => void count++;
  subscribe('kith:statement', statement);
  try {
    await work();
  } finally {
    unsubscribe('kith:statement', statement);
  }
  return count;
}

test('a hundred hits cost the statements of one, and a hundred rows to note those of two', async () => {
  const many = (title: string, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`${title}${at}`, { title }]));
  const [one, hundred] = [await organizationWith(many('x', 1)), await organizationWith(many('x', 100))];
  expect(await statementsOf(() => hundred.ask('x', 'first: 100'))).toBe(
    await statementsOf(() => one.ask('x', 'first: 100')),
  );
  expect(await statementsOf(() => organizationWith(many('y', 100)))).toBe(
    await statementsOf(() => organizationWith(many('y', 2))),
  );
});
