import { randomUUID } from 'node:crypto';
import { encodeId } from '@kith/kernel';
import { type Ask, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { marketing } from '../src/index.js';
import { creatingGroup, done, group, newPerson, people, subscribing, upserting } from './audience.js';

let app: TestSubgraph;
let manager: Ask;
beforeAll(async () => {
  app = await testSubgraph(marketing);
  manager = app.as('MANAGER');
});
afterAll(() => app.stop());

describe('many subscribers', () => {
  test('are made once and found again by id, person and the name that another system has for them', async () => {
    const { name } = await group(manager);
    const personId = newPerson();
    const externalId = { system: 'mail', id: randomUUID() };
    const consent = { name, consentedAt: '2020-02-03T04:05:06.007Z', source: 'import' };
    const rows = [
      { by: { externalId }, subscriber: { personId, email: 'Bo@example.com', groups: [consent] } },
    ];
    const first = (await done(manager, upserting, { subscribers: rows })).results;
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
    expect((await done(manager, upserting, { subscribers: rows })).results).toEqual(first);
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
    expect(await people(manager, [personId], 'subscriber { id }')).toEqual([{ subscriber: null }]);
    const some = (await manager(upserting, { input: { subscribers, errorPolicy: 'REJECT_FAILED_ROWS' } }))
      .data.upsertSubscribers;
    expect(some.results).toMatchObject([
      { index: 0, userErrors: [] },
      { index: 1, subscriber: null, userErrors: [mistake] },
    ]);
    expect(await people(manager, [personId], 'subscriber { id }')).toEqual([
      { subscriber: { id: expect.any(String) } },
    ]);
  });
});

test('the lists filter and order by what they say', async () => {
  const ask = app.as('MANAGER', randomUUID());
  const { id: groupId } = (await done(ask, creatingGroup, { name: 'All' })).subscriptionGroup;
  for (const email of ['b@x.org', 'A@x.org', 'c@y.org'])
    await done(ask, subscribing, { personId: newPerson(), email, groupId });
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
