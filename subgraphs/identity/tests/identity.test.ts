import { randomUUID } from 'node:crypto';
import { encodeId, roleOf } from '@kith/kernel';
import {
  type Ask,
  asRole,
  asSuperuser,
  driftOf,
  type TestSubgraph,
  testSubgraph,
} from '@kith/kernel/testing';
import { identity } from '../src/index.js';

let app: TestSubgraph;
let member: Ask;
beforeAll(async () => {
  app = await testSubgraph(identity);
  member = app.as('MEMBER');
});
afterAll(() => app.stop());

const createPerson = `mutation ($input: CreatePersonInput!) { createPerson(input: $input) {
  person { id displayName email version company { name } } userErrors { code message path } } }`;
const findPerson = `query ($by: PersonBy!) { person(by: $by) { id displayName email version externalIds { system id } } }`;

async function person(input: object, ask = member) {
  const { data } = await ask(createPerson, { input });
  expect(data.createPerson.userErrors).toEqual([]);
  return data.createPerson.person;
}

describe('a person', () => {
  test('needs no more than a name', async () => {
    expect(await person({ displayName: 'Prince' })).toMatchObject({
      displayName: 'Prince',
      email: null,
      version: 1,
    });
  });

  test('is found by id, e-mail in any case, phone, and by the name another system has for them', async () => {
    const made = await person({
      displayName: 'Maria Anders',
      email: 'Maria@Example.com',
      phone: '+49300074321',
      externalIds: [{ system: 'shop', id: 'ALFKI' }],
    });
    expect(made.email).toBe('maria@example.com');
    for (const by of [
      { id: made.id },
      { email: 'MARIA@example.com' },
      { phone: '+49300074321' },
      { externalId: { system: 'shop', id: 'ALFKI' } },
    ]) {
      const { data } = await member(findPerson, { by });
      expect(data.person).toMatchObject({ id: made.id, externalIds: [{ system: 'shop', id: 'ALFKI' }] });
    }
  });

  test('is asked for by exactly one key', async () => {
    const { errors } = await member(findPerson, { by: {} });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('has an e-mail address that nobody else in the organization has', async () => {
    await person({ displayName: 'One', email: 'same@example.com' });
    const { data } = await member(createPerson, { input: { displayName: 'Two', email: 'Same@example.com' } });
    expect(data.createPerson).toMatchObject({
      person: null,
      userErrors: [{ code: 'UNIQUE', path: ['email'] }],
    });
    await person({ displayName: 'Elsewhere', email: 'same@example.com' }, app.as('MEMBER', randomUUID()));
  });

  test('is not changed on the ground of an old version', async () => {
    const { id } = await person({ displayName: 'Before' });
    const update = `mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { person { displayName version } userErrors { code path } } }`;
    const first = await member(update, { input: { id, expectedVersion: 1, displayName: 'After' } });
    expect(first.data.updatePerson).toEqual({ person: { displayName: 'After', version: 2 }, userErrors: [] });
    const second = await member(update, { input: { id, expectedVersion: 1, displayName: 'Lost' } });
    expect(second.data.updatePerson).toEqual({
      person: null,
      userErrors: [{ code: 'STALE_VERSION', path: ['expectedVersion'] }],
    });
    expect((await member(findPerson, { by: { id } })).data.person.displayName).toBe('After');
  });

  test('is refused where an id of another type stands, with both names', async () => {
    const { errors } = await member(findPerson, { by: { id: encodeId('Company', randomUUID()) } });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('person_'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(errors?.[0]?.message).toContain('company_');
  });

  test('is not made by a viewer', async () => {
    const { errors } = await app.as('VIEWER')(createPerson, { input: { displayName: 'Nobody' } });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('many people', () => {
  const upsert = `mutation ($input: UpsertPeopleInput!) { upsertPeople(input: $input) {
    results { index person { displayName version } userErrors { code path } } userErrors { code path } } }`;
  const row = (id: string, name: string) => ({
    by: { externalId: { system: 'crm', id } },
    person: { displayName: name },
  });

  test('are made once and changed afterwards', async () => {
    await member(upsert, { input: { people: [row('a', 'A'), row('b', 'B')] } });
    const { data } = await member(upsert, { input: { people: [row('b', 'B2')] } });
    expect(data.upsertPeople.results).toEqual([
      { index: 0, person: { displayName: 'B2', version: 2 }, userErrors: [] },
    ]);
  });

  test('are refused together, or only those that are wrong', async () => {
    const people = [row('c', 'C'), row('d', ' ')];
    const all = await member(upsert, { input: { people } });
    expect(all.data.upsertPeople).toEqual({
      results: [],
      userErrors: [{ code: 'REQUIRED', path: ['people', '1', 'person', 'displayName'] }],
    });
    expect(
      (await member(findPerson, { by: { externalId: { system: 'crm', id: 'c' } } })).data.person,
    ).toBeNull();
    const some = await member(upsert, { input: { people, errorPolicy: 'REJECT_FAILED_ROWS' } });
    expect(some.data.upsertPeople.results).toEqual([
      { index: 0, person: { displayName: 'C', version: 1 }, userErrors: [] },
      {
        index: 1,
        person: null,
        userErrors: [{ code: 'REQUIRED', path: ['people', '1', 'person', 'displayName'] }],
      },
    ]);
  });

  test('are at most 250 at a time', async () => {
    const people = Array.from({ length: 251 }, (_, index) => row(`many ${index}`, 'Many'));
    const { errors } = await member(upsert, { input: { people } });
    expect(errors?.[0]).toMatchObject({
      message: 'input.people has 251 items; at most 250 are taken',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('a list', () => {
  const organization = randomUUID();
  const list = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: PersonFilter, $orderBy: [PersonOrder!]) {
    people(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
      totalCount nodes { displayName email } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  let ask: Ask;
  beforeAll(async () => {
    ask = app.as('MEMBER', organization);
    for (const [name, email] of [
      ['b', null],
      ['a', 'z@x.org'],
      ['c', null],
      ['a', 'y@x.org'],
      ['d', 'w@x.org'],
    ]) {
      await person({ displayName: name, email }, ask);
    }
  });

  async function walk(variables: object, way: 'after' | 'before' = 'after'): Promise<string[]> {
    const seen: string[] = [];
    for (let cursor: string | null = null; ; ) {
      const size = way === 'after' ? { first: 2 } : { last: 2 };
      const { data } = await ask(list, { ...size, ...variables, [way]: cursor });
      const { nodes, pageInfo } = data.people;
      const names = nodes.map(
        (node: { displayName: string; email: string | null }) => `${node.displayName}${node.email ?? ''}`,
      );
      way === 'after' ? seen.push(...names) : seen.unshift(...names);
      if (!(way === 'after' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return seen;
      cursor = way === 'after' ? pageInfo.endCursor : pageInfo.startCursor;
    }
  }

  test.each([
    [[{ field: 'DISPLAY_NAME' }], ['az@x.org', 'ay@x.org', 'b', 'c', 'dw@x.org']],
    [[{ field: 'DISPLAY_NAME', direction: 'DESC' }], ['dw@x.org', 'c', 'b', 'ay@x.org', 'az@x.org']],
    [[{ field: 'EMAIL' }], ['dw@x.org', 'ay@x.org', 'az@x.org', 'b', 'c']],
    [[{ field: 'EMAIL', direction: 'DESC', nulls: 'FIRST' }], ['c', 'b', 'az@x.org', 'ay@x.org', 'dw@x.org']],
    [
      [
        { field: 'EMAIL', nulls: 'FIRST' },
        { field: 'CREATED_AT', direction: 'DESC' },
      ],
      ['c', 'b', 'dw@x.org', 'ay@x.org', 'az@x.org'],
    ],
  ])('in the order %j shows every row once, from both ends', async (orderBy, expected) => {
    expect(await walk({ orderBy })).toEqual(expected);
    expect(await walk({ orderBy }, 'before')).toEqual(expected);
  });

  test('counts all pages and filters by what is typed', async () => {
    const filter = {
      or: [{ email: { startsWith: 'W@' } }, { not: { email: { isNull: false } } }],
      displayName: { in: ['b', 'd', 'a'] },
    };
    const { data } = await ask(list, { first: 1, filter, orderBy: [{ field: 'DISPLAY_NAME' }] });
    expect(data.people).toMatchObject({
      totalCount: 2,
      nodes: [{ displayName: 'b' }],
      pageInfo: { hasNextPage: true },
    });
  });

  test.each([
    [{ first: 101 }, 'A page holds at most 100'],
    [{ first: 1, last: 1 }, '`last` goes with `before`'],
    [{ after: 'nonsense' }, 'This is no cursor'],
    [
      { after: Buffer.from('["createdAt,id","x","y"]').toString('base64url') },
      'This cursor was not made by a list with this order',
    ],
  ])('refuses %j', async (variables, message) => {
    const { errors } = await ask(list, variables);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('an organization', () => {
  const create = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) {
    organization { id slug currencyCode } owner { id email } userErrors { code path } } }`;
  const operator = { userId: null, organizationId: null, role: null, scopes: ['organization:create'] };
  const input = (slug: string) => ({
    name: 'Acme',
    slug,
    currencyCode: 'EUR',
    owner: { email: 'Owner@acme.example', displayName: 'Olga' },
  });

  test('is made by an operator, with its owner, who may own several', async () => {
    const ask = app.asActor(operator);
    const one = (await ask(create, { input: input('acme') })).data.createOrganization;
    const two = (await ask(create, { input: input('acme-two') })).data.createOrganization;
    expect(one).toMatchObject({
      organization: { slug: 'acme', currencyCode: 'EUR' },
      owner: { email: 'owner@acme.example' },
      userErrors: [],
    });
    expect(two.owner.id).toBe(one.owner.id);
    const taken = (await ask(create, { input: input('acme') })).data.createOrganization;
    expect(taken).toMatchObject({ organization: null, userErrors: [{ code: 'UNIQUE', path: ['slug'] }] });
  });

  test('is not made by its members', async () => {
    const { errors } = await app.as('OWNER')(create, { input: input('mine') });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('the database', () => {
  test('shows no row and takes none without an organization', async () => {
    await person({ displayName: 'Hidden' });
    await asRole(app.databaseName, roleOf('identity', 'runtime'), async (client) => {
      await client.query('set search_path = identity');
      expect((await client.query('select * from person')).rows).toEqual([]);
      await expect(client.query(`insert into person (display_name) values ('x')`)).rejects.toThrow(
        'app.organization_id',
      );
    });
  });

  test('holds every table that runtime reaches under a policy, and runtime owns nothing', async () => {
    const bare = await asSuperuser(app.databaseName, async (client) => {
      const { rows } = await client.query(
        `select relname from pg_class c where relnamespace = 'identity'::regnamespace and relkind = 'r' and relname !~ '^migration'
           and (not relrowsecurity or relowner = 'kith_identity_runtime'::regrole
                or not exists (select from pg_policy where polrelid = c.oid)
                  and has_table_privilege('kith_identity_runtime', c.oid, 'select, insert, update, delete'))`,
      );
      return rows;
    });
    expect(bare).toEqual([]);
  });

  test('is as the entities say', async () => {
    expect(await driftOf(identity, app.databaseName)).toEqual([]);
  });
});
