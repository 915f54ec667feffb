import { randomUUID } from 'node:crypto';
import { type Ask, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { marketing } from '../src/index.js';
import {
  creatingGroup,
  done,
  group,
  newName,
  newPerson,
  people,
  subscribing,
  unsubscribing,
  upserting,
} from './audience.js';

let app: TestSubgraph;
let manager: Ask;
beforeAll(async () => {
  app = await testSubgraph(marketing);
  manager = app.as('MANAGER');
});
afterAll(() => app.stop());

const groupsOfPerson = async (id: string) =>
  (
    await people(
      manager,
      [id],
      'subscriber { groups { name status source consentedAt history { status source } } }',
    )
  )[0].subscriber.groups;

describe('a subscription group', () => {
  test('has a name that no other of the organization has', async () => {
    const { name } = await group(manager);
    const { data } = await manager(creatingGroup, { input: { name } });
    expect(data.createSubscriptionGroup).toEqual({
      subscriptionGroup: null,
      userErrors: [{ code: 'UNIQUE', path: ['name'] }],
    });
    await done(app.as('MANAGER', randomUUID()), creatingGroup, { name });
  });

  test('is joined by who names none while it is the default, and then gives way to the next default', async () => {
    const ask = app.as('MANAGER', randomUUID());
    const personId = newPerson();
    const { data } = await ask(subscribing, { input: { personId } });
    expect(data.subscribe).toEqual({
      subscriber: null,
      userErrors: [{ code: 'REQUIRED', path: ['groupId'] }],
    });
    await done(ask, creatingGroup, { name: 'First', isDefault: true });
    await done(ask, subscribing, { personId });
    await done(ask, creatingGroup, { name: 'Second', isDefault: true });
    await done(ask, subscribing, { personId });
    expect((await people(ask, [personId], 'subscriber { groups { name } }'))[0].subscriber.groups).toEqual([
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
    const { id: groupId, name } = await group(manager);
    const personId = newPerson();
    const first = await done(manager, subscribing, {
      personId,
      email: 'Ann@Example.com',
      groupId,
      source: 'checkout',
    });
    expect(first.subscriber.email).toBe('ann@example.com');
    await done(manager, subscribing, { personId, groupId, source: 'again' });
    const off = await done(manager, unsubscribing, { personId, groupId, source: 'footer' });
    expect(off.subscriber.id).toBe(first.subscriber.id);
    await done(manager, subscribing, { personId, groupId, source: 'form' });
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
    expect((await people(manager, [personId], 'subscriber { email }'))[0].subscriber.email).toBe(
      'ann@example.com',
    );
  });

  test('is withdrawn from every group at once where none is named', async () => {
    const personId = newPerson();
    for (const { id } of [await group(manager), await group(manager)])
      await done(manager, subscribing, { personId, groupId: id });
    await done(manager, unsubscribing, { personId });
    expect((await groupsOfPerson(personId)).map((said: { status: string }) => said.status)).toEqual([
      'UNSUBSCRIBED',
      'UNSUBSCRIBED',
    ]);
  });

  test('that was withdrawn is not brought back by an import', async () => {
    const { id: groupId, name } = await group(manager);
    const personId = newPerson();
    await done(manager, subscribing, { personId, groupId });
    await done(manager, unsubscribing, { personId, groupId, source: 'footer' });
    await done(manager, upserting, {
      subscribers: [{ by: { personId }, subscriber: { groups: [{ name }] } }],
    });
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
    const groups = await Promise.all(Array.from({ length: 8 }, () => group(manager)));
    const made = await Promise.all(
      groups.map(({ id }) => done(manager, subscribing, { personId, groupId: id })),
    );
    expect(new Set(made.map(({ subscriber }) => subscriber.id)).size).toBe(1);
    expect(await groupsOfPerson(personId)).toHaveLength(8);
  });

  test('is given to at most 100 groups', async () => {
    const ask = app.as('MANAGER', randomUUID());
    const names = Array.from({ length: 101 }, (_, index) => `Group ${index}`);
    for (const name of names) await done(ask, creatingGroup, { name });
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
