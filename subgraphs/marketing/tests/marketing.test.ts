import { randomUUID } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { encodeId, roleOf } from '@kith/kernel';
import {
  type Ask,
  asRole,
  asSuperuser,
  driftOf,
  type TestSubgraph,
  testSubgraph,
} from '@kith/kernel/testing';
import { marketing } from '../src/index.js';

let app: TestSubgraph;
let manager: Ask;
beforeAll(async () => {
  app = await testSubgraph(marketing);
  manager = app.as('MANAGER');
});
afterAll(() => app.stop());

const newPerson = () => encodeId('Person', randomUUID());
const newName = () => `Name ${randomUUID()}`;

const creatingGroup = `mutation ($input: CreateSubscriptionGroupInput!) { createSubscriptionGroup(input: $input) {
  subscriptionGroup { id name isDefault version } userErrors { code path } } }`;
const subscribing = `mutation ($input: SubscribeInput!) { subscribe(input: $input) { subscriber { id email } userErrors { code path } } }`;
const unsubscribing = `mutation ($input: UnsubscribeInput!) { unsubscribe(input: $input) { subscriber { id } userErrors { code path } } }`;
const upserting = `mutation ($input: UpsertSubscribersInput!) { upsertSubscribers(input: $input) {
  results { index subscriber { id email groups { name status consentedAt source } externalIds { system id } } userErrors { code path } } userErrors { code path } } }`;
const creatingSegment = `mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { segment { id name memberCount } userErrors { code path } } }`;
const addingMembers = `mutation ($input: AddSegmentMembersInput!) { addSegmentMembers(input: $input) { segment { memberCount } userErrors { code path } } }`;

/** Runs a mutation that must succeed and answers its payload. */
async function done(query: string, input: object, ask = manager) {
  const { data, errors } = await ask(query, { input });
  expect(errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  const [payload] = Object.values(data) as [{ userErrors: unknown[] } & Record<string, any>];
  expect(payload.userErrors).toEqual([]);
  return payload;
}

async function group(input: object = {}) {
  return (await done(creatingGroup, { name: newName(), ...input })).subscriptionGroup as {
    id: string;
    name: string;
  };
}

async function segment() {
  return (await done(creatingSegment, { name: newName() })).segment.id as string;
}

async function people(ids: readonly string[], selection: string, ask = manager) {
  const { data, errors } = await ask(
    `query ($people: [_Any!]!) { _entities(representations: $people) { ... on Person { ${selection} } } }`,
    {
      people: ids.map((id) => ({ __typename: 'Person', id })),
    },
  );
  expect(errors).toBeUndefined();
  return data._entities;
}

const groupsOfPerson = async (id: string) =>
  (
    await people([id], 'subscriber { groups { name status source consentedAt history { status source } } }')
  )[0].subscriber.groups;

describe('a subscription group', () => {
  test('has a name that no other of the organization has', async () => {
    const { name } = await group();
    const { data } = await manager(creatingGroup, { input: { name } });
    expect(data.createSubscriptionGroup).toEqual({
      subscriptionGroup: null,
      userErrors: [{ code: 'UNIQUE', path: ['name'] }],
    });
    await done(creatingGroup, { name }, app.as('MANAGER', randomUUID()));
  });

  test('is joined by who names none while it is the default, and then gives way to the next default', async () => {
    const ask = app.as('MANAGER', randomUUID());
    const personId = newPerson();
    const { data } = await ask(subscribing, { input: { personId } });
    expect(data.subscribe).toEqual({
      subscriber: null,
      userErrors: [{ code: 'REQUIRED', path: ['groupId'] }],
    });
    await done(creatingGroup, { name: 'First', isDefault: true }, ask);
    await done(subscribing, { personId }, ask);
    await done(creatingGroup, { name: 'Second', isDefault: true }, ask);
    await done(subscribing, { personId }, ask);
    expect((await people([personId], 'subscriber { groups { name } }', ask))[0].subscriber.groups).toEqual([
      { name: 'First' },
      { name: 'Second' },
    ]);
    expect(
      (await ask('{ subscriptionGroups { nodes { name isDefault } } }')).data.subscriptionGroups.nodes,
    ).toEqual([
      { name: 'First', isDefault: false },
      { name: 'Second', isDefault: true },
    ]);
  });

  test('is not made by a member', async () => {
    const { errors } = await app.as('MEMBER')(creatingGroup, { input: { name: newName() } });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('consent', () => {
  test('follows what the person said last, and remembers each change once', async () => {
    const { id: groupId, name } = await group();
    const personId = newPerson();
    const first = await done(subscribing, {
      personId,
      email: 'Ann@Example.com',
      groupId,
      source: 'checkout',
    });
    expect(first.subscriber.email).toBe('ann@example.com');
    await done(subscribing, { personId, groupId, source: 'again' });
    const off = await done(unsubscribing, { personId, groupId, source: 'footer' });
    expect(off.subscriber.id).toBe(first.subscriber.id);
    await done(subscribing, { personId, groupId, source: 'form' });
    expect(await groupsOfPerson(personId)).toEqual([
      {
        name,
        status: 'SUBSCRIBED',
        source: 'form',
        consentedAt: expect.stringMatching(/Z$/),
        history: [
          { status: 'SUBSCRIBED', source: 'checkout' },
          { status: 'UNSUBSCRIBED', source: 'footer' },
          { status: 'SUBSCRIBED', source: 'form' },
        ],
      },
    ]);
    expect((await people([personId], 'subscriber { email }'))[0].subscriber.email).toBe('ann@example.com');
  });

  test('is withdrawn from every group at once where none is named', async () => {
    const personId = newPerson();
    for (const { id } of [await group(), await group()]) await done(subscribing, { personId, groupId: id });
    await done(unsubscribing, { personId });
    expect((await groupsOfPerson(personId)).map((said: { status: string }) => said.status)).toEqual([
      'UNSUBSCRIBED',
      'UNSUBSCRIBED',
    ]);
  });

  test('that was withdrawn is not brought back by an import', async () => {
    const { id: groupId, name } = await group();
    const personId = newPerson();
    await done(subscribing, { personId, groupId });
    await done(unsubscribing, { personId, groupId, source: 'footer' });
    await done(upserting, { subscribers: [{ by: { personId }, subscriber: { groups: [{ name }] } }] });
    expect(await groupsOfPerson(personId)).toMatchObject([
      { status: 'UNSUBSCRIBED', source: 'footer', history: [{}, {}] },
    ]);
  });

  test('cannot be withdrawn by who is no subscriber', async () => {
    const { data } = await manager(unsubscribing, { input: { personId: newPerson() } });
    expect(data.unsubscribe).toEqual({
      subscriber: null,
      userErrors: [{ code: 'NOT_FOUND', path: ['personId'] }],
    });
  });

  test('of many at once for one person makes one subscriber', async () => {
    const personId = newPerson();
    const groups = await Promise.all(Array.from({ length: 8 }, () => group()));
    const made = await Promise.all(groups.map(({ id }) => done(subscribing, { personId, groupId: id })));
    expect(new Set(made.map(({ subscriber }) => subscriber.id)).size).toBe(1);
    expect(await groupsOfPerson(personId)).toHaveLength(8);
  });

  test('is given to at most 100 groups', async () => {
    const ask = app.as('MANAGER', randomUUID());
    const names = Array.from({ length: 101 }, (_, index) => `Group ${index}`);
    for (const name of names) await done(creatingGroup, { name }, ask);
    const personId = newPerson();
    const rows = (some: string[]) => ({
      input: { subscribers: [{ by: { personId }, subscriber: { groups: some.map((name) => ({ name })) } }] },
    });
    expect((await ask(upserting, rows(names))).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect((await ask(upserting, rows(names.slice(0, 100)))).data.upsertSubscribers.userErrors).toEqual([]);
    const { data } = await ask(upserting, rows(names.slice(100)));
    expect(data.upsertSubscribers.userErrors).toEqual([
      { code: 'LIMIT_EXCEEDED', path: ['subscribers', '0', 'groups'] },
    ]);
  });
});

describe('many subscribers', () => {
  test('are made once and found again by id, person and the name that another system has for them', async () => {
    const { name } = await group();
    const personId = newPerson();
    const externalId = { system: 'mail', id: randomUUID() };
    const consent = { name, consentedAt: '2020-02-03T04:05:06.007Z', source: 'import' };
    const rows = [
      { by: { externalId }, subscriber: { personId, email: 'Bo@example.com', groups: [consent] } },
    ];
    const first = (await done(upserting, { subscribers: rows })).results;
    expect(first).toEqual([
      {
        index: 0,
        userErrors: [],
        subscriber: {
          id: expect.any(String),
          email: 'bo@example.com',
          externalIds: [externalId],
          groups: [{ ...consent, status: 'SUBSCRIBED' }],
        },
      },
    ]);
    expect((await done(upserting, { subscribers: rows })).results).toEqual(first);
    for (const by of [{ id: first[0].subscriber.id }, { personId }, { externalId }]) {
      const { data } = await manager(
        'query ($by: SubscriberBy!) { subscriber(by: $by) { id person { id } } }',
        { by },
      );
      expect(data.subscriber).toEqual({ id: first[0].subscriber.id, person: { id: personId } });
    }
  });

  test.each([
    [
      'no person',
      { by: { externalId: { system: 'mail', id: 'nobody' } }, subscriber: {} },
      'REQUIRED',
      ['subscriber', 'personId'],
    ],
    [
      'a group that does not exist',
      { by: { personId: newPerson() }, subscriber: { groups: [{ name: 'No such' }] } },
      'NOT_FOUND',
      ['subscriber', 'groups', '0', 'name'],
    ],
    [
      'two persons',
      { by: { personId: newPerson() }, subscriber: { personId: newPerson() } },
      'INVALID',
      ['subscriber', 'personId'],
    ],
    [
      'an id that does not exist',
      { by: { id: encodeId('Subscriber', randomUUID()) }, subscriber: {} },
      'NOT_FOUND',
      ['by', 'id'],
    ],
  ])('are refused together where one has %s, or that one alone', async (_, wrong, code, path) => {
    const personId = newPerson();
    const subscribers = [{ by: { personId }, subscriber: {} }, wrong];
    const mistake = { code, path: ['subscribers', '1', ...path] };
    const all = (await manager(upserting, { input: { subscribers } })).data.upsertSubscribers;
    expect(all).toEqual({ results: [], userErrors: [mistake] });
    expect(await people([personId], 'subscriber { id }')).toEqual([{ subscriber: null }]);
    const some = (await manager(upserting, { input: { subscribers, errorPolicy: 'REJECT_FAILED_ROWS' } }))
      .data.upsertSubscribers;
    expect(some.results).toMatchObject([
      { index: 0, userErrors: [] },
      { index: 1, subscriber: null, userErrors: [mistake] },
    ]);
    expect(await people([personId], 'subscriber { id }')).toEqual([
      { subscriber: { id: expect.any(String) } },
    ]);
  });
});

describe('a campaign', () => {
  const creatingTemplate =
    'mutation ($input: CreateTemplateInput!) { createTemplate(input: $input) { template { id version body } userErrors { code path } } }';
  const updatingTemplate =
    'mutation ($input: UpdateTemplateInput!) { updateTemplate(input: $input) { template { version subject body } userErrors { code path } } }';
  const creating =
    'mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) { campaign { id status version template { name } } userErrors { code path } } }';
  const updating =
    'mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { campaign { name subject version template { name } } userErrors { code path } } }';

  test('is a draft that is changed on the ground of its present version alone', async () => {
    const { template } = await done(creatingTemplate, { name: 'Spring', body: 'Hello' });
    const { campaign } = await done(creating, {
      name: 'Spring sale',
      channel: 'EMAIL',
      templateId: template.id,
    });
    expect(campaign).toMatchObject({ status: 'DRAFT', version: 1, template: { name: 'Spring' } });
    const changed = await done(updating, { id: campaign.id, expectedVersion: 1, subject: 'Hi' });
    expect(changed.campaign).toEqual({
      name: 'Spring sale',
      subject: 'Hi',
      version: 2,
      template: { name: 'Spring' },
    });
    const stale = (
      await manager(updating, { input: { id: campaign.id, expectedVersion: 1, subject: 'Lost' } })
    ).data.updateCampaign;
    expect(stale).toEqual({
      campaign: null,
      userErrors: [{ code: 'STALE_VERSION', path: ['expectedVersion'] }],
    });
    expect((await done(updating, { id: campaign.id, templateId: null })).campaign).toMatchObject({
      subject: 'Hi',
      template: null,
    });
  });

  test('that is no draft any more stays as it is', async () => {
    const { campaign } = await done(creating, { name: 'Gone', channel: 'SMS' });
    await asSuperuser(app.databaseName, (client) =>
      client.query(`update marketing.campaign set status = 'SENT' where name = 'Gone'`),
    );
    const { data } = await manager(updating, { input: { id: campaign.id, name: 'Changed' } });
    expect(data.updateCampaign).toEqual({
      campaign: null,
      userErrors: [{ code: 'STATE_TRANSITION_NOT_ALLOWED', path: ['id'] }],
    });
    const { rows } = await asSuperuser(app.databaseName, (client) =>
      client.query(`delete from marketing.campaign where name in ('Gone', 'Changed') returning name`),
    );
    expect(rows).toEqual([{ name: 'Gone' }]);
  });

  test('does not take the template of another organization', async () => {
    const { template } = await done(
      creatingTemplate,
      { name: 'Theirs', body: 'x' },
      app.as('MEMBER', randomUUID()),
    );
    const { data } = await manager(creating, {
      input: { name: 'Ours', channel: 'EMAIL', templateId: template.id },
    });
    expect(data.createCampaign).toEqual({
      campaign: null,
      userErrors: [{ code: 'NOT_FOUND', path: ['templateId'] }],
    });
  });

  test('sends a template of up to 200,000 characters, whose every change counts', async () => {
    const body = 'ä'.repeat(200_000);
    const { template } = await done(creatingTemplate, { name: 'Long', subject: 'S', body });
    expect(template).toMatchObject({ version: 1, body });
    expect(
      (await done(updatingTemplate, { id: template.id, subject: null, body: 'short' })).template,
    ).toEqual({ version: 2, subject: null, body: 'short' });
    const { errors } = await manager(creatingTemplate, { input: { name: 'Longer', body: `${body}!` } });
    expect(errors?.[0]).toMatchObject({
      message: 'input.body has more than 200000 characters',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('a segment', () => {
  test('takes each person once and lets them go once', async () => {
    const segmentId = await segment();
    const personIds = [newPerson(), newPerson(), newPerson()];
    await done(addingMembers, { segmentId, personIds: [...personIds, personIds[0]] });
    expect((await done(addingMembers, { segmentId, personIds })).segment).toEqual({ memberCount: 3 });
    const removing =
      'mutation ($input: RemoveSegmentMembersInput!) { removeSegmentMembers(input: $input) { segment { memberCount members { totalCount nodes { person { id } } } } userErrors { code } } }';
    await done(removing, { segmentId, personIds: [personIds[1]] });
    const { members, memberCount } = (await done(removing, { segmentId, personIds: [personIds[1]] })).segment;
    expect(memberCount).toBe(2);
    expect(members.totalCount).toBe(2);
    expect(members.nodes.map((node: { person: { id: string } }) => node.person.id).sort()).toEqual(
      [personIds[0], personIds[2]].sort(),
    );
  });

  test('is found by its id, and has a name that no other has', async () => {
    const id = await segment();
    const { name } = (await manager('query ($id: ID!) { segment(id: $id) { name } }', { id })).data.segment;
    const { data } = await manager(creatingSegment, { input: { name } });
    expect(data.createSegment).toEqual({ segment: null, userErrors: [{ code: 'UNIQUE', path: ['name'] }] });
  });

  test("takes at most 250 people at a time, and none of another organization's segment", async () => {
    const segmentId = await segment();
    const personIds = Array.from({ length: 251 }, newPerson);
    const { errors } = await manager(addingMembers, { input: { segmentId, personIds } });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const { data } = await app.as('MEMBER', randomUUID())(addingMembers, {
      input: { segmentId, personIds: personIds.slice(1) },
    });
    expect(data.addSegmentMembers).toEqual({
      segment: null,
      userErrors: [{ code: 'NOT_FOUND', path: ['segmentId'] }],
    });
  });
});

describe('a person', () => {
  const selection =
    'subscriber { groups { name status group { id } } externalIds { id } } segments(first: 2) { totalCount nodes { name memberCount } pageInfo { endCursor } }';

  test('sees the segments that they are in, page by page', async () => {
    const person = newPerson();
    const ids = [await segment(), await segment(), await segment()];
    for (const segmentId of ids) await done(addingMembers, { segmentId, personIds: [person, newPerson()] });
    const [{ segments: first }] = await people([person], selection);
    expect(first).toMatchObject({ totalCount: 3, nodes: [{ memberCount: 2 }, { memberCount: 2 }] });
    const [{ segments: second }] = await people(
      [person],
      `segments(first: 2, after: "${first.pageInfo.endCursor}") { nodes { id name } }`,
    );
    expect(new Set([...first.nodes, ...second.nodes].map((node: { name: string }) => node.name)).size).toBe(
      3,
    );
  });

  test('costs as many statements as fifty', async () => {
    const { id: groupId } = await group();
    const segmentId = await segment();
    const ids = Array.from({ length: 50 }, newPerson);
    for (const personId of ids) await done(subscribing, { personId, groupId });
    await done(addingMembers, { segmentId, personIds: ids });
    const cost = async (some: string[]) => {
      const texts: string[] = [];
      const note = (message: unknown) => texts.push((message as { text: string }).text);
      subscribe('kith:statement', note);
      const answers = await people(some, selection);
      unsubscribe('kith:statement', note);
      expect(answers).toHaveLength(some.length);
      for (const answer of answers)
        expect(answer).toMatchObject({
          subscriber: { groups: [{ status: 'SUBSCRIBED' }] },
          segments: { totalCount: 1 },
        });
      return texts.filter((text) => text.startsWith('select')).length;
    };
    const one = await cost(ids.slice(0, 1));
    expect(one).toBe(7);
    expect(await cost(ids)).toBe(one);
  });

  test('who was never written to has no subscriber and no segments, in their organization or another', async () => {
    const person = newPerson();
    const nothing = [{ subscriber: null, segments: { totalCount: 0, nodes: [] } }];
    const asked = 'subscriber { id } segments { totalCount nodes { id } }';
    expect(await people([person], asked)).toEqual(nothing);
    await done(subscribing, { personId: person, groupId: (await group()).id });
    await done(addingMembers, { segmentId: await segment(), personIds: [person] });
    expect((await people([person], asked))[0].segments.totalCount).toBe(1);
    expect(await people([person], asked, app.as('OWNER', randomUUID()))).toEqual(nothing);
  });
});

test('the lists filter and order by what they say', async () => {
  const ask = app.as('MANAGER', randomUUID());
  const { id: groupId } = (await done(creatingGroup, { name: 'All' }, ask)).subscriptionGroup;
  for (const email of ['b@x.org', 'A@x.org', 'c@y.org'])
    await done(subscribing, { personId: newPerson(), email, groupId }, ask);
  const { data, errors } = await ask(`{
    subscribers(filter: { email: { eq: "A@X.org" } }, orderBy: [{ field: EMAIL }]) { totalCount nodes { email } }
    all: subscribers(orderBy: [{ field: EMAIL, direction: DESC }]) { nodes { email } }
    campaigns(filter: { status: { eq: DRAFT }, channel: { eq: SMS } }) { totalCount } templates { totalCount } segments { totalCount } }`);
  expect(errors).toBeUndefined();
  expect(data.subscribers).toEqual({ totalCount: 1, nodes: [{ email: 'a@x.org' }] });
  expect(data.all.nodes.map((node: { email: string }) => node.email)).toEqual([
    'c@y.org',
    'b@x.org',
    'a@x.org',
  ]);
  expect(data).toMatchObject({
    campaigns: { totalCount: 0 },
    templates: { totalCount: 0 },
    segments: { totalCount: 0 },
  });
});

describe('the database', () => {
  test('is as the entities say, each table under a policy', async () => {
    expect(await driftOf(marketing, app.databaseName)).toEqual([]);
    const bare = await asSuperuser(app.databaseName, (client) =>
      client.query(
        `select relname from pg_class c where relnamespace = 'marketing'::regnamespace and relkind = 'r' and relname !~ '^migration'
           and (not relrowsecurity or not exists (select from pg_policy where polrelid = c.oid))`,
      ),
    );
    expect(bare.rows).toEqual([]);
  });

  test('shows the segments of people to nobody without an organization, and lets runtime delete no consent', async () => {
    await done(addingMembers, { segmentId: await segment(), personIds: [newPerson()] });
    await asRole(app.databaseName, roleOf('marketing', 'runtime'), async (client) => {
      await client.query('set search_path = marketing');
      expect((await client.query('select * from segment_of_person')).rows).toEqual([]);
      await expect(client.query('delete from subscriber_group')).rejects.toThrow('permission denied');
    });
  });
});
