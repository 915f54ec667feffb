import { randomUUID } from 'node:crypto';
import { encodeId } from '@kith/kernel';
import { type Ask, asSuperuser, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { crm } from '../src/index.js';

let app: TestSubgraph;
let manager: Ask;
beforeAll(async () => {
  app = await testSubgraph(crm);
  manager = app.as('MANAGER');
  await app.hear({ source: 'identity', type: 'organization.created', payload: { currencyCode: 'EUR' } });
});
afterAll(() => app.stop());

async function createContact(input: object): Promise<void> {
  const { data } = await manager(
    'mutation ($input: CreateContactInput!) { createContact(input: $input) { userErrors { code } } }',
    { input },
  );
  expect(data.createContact.userErrors).toEqual([]);
}

const personAndId = () => {
  const personId = randomUUID();
  return { personId, id: encodeId('Person', personId) };
};
const ordered = (personId: string | null, more: object = {}, type = 'order.placed') => ({
  source: 'commerce',
  type,
  subjectId: randomUUID(),
  personId,
  payload: {
    number: 7,
    status: 'PLACED',
    placedAt: '2026-03-01T09:30:00.000Z',
    total: '5.40',
    currencyCode: 'EUR',
    ...more,
  },
});
const sideOf = async (id: string, ask = manager) => {
  const { data } = await ask(
    `query ($people: [_Any!]!) { _entities(representations: $people) { ... on Person {
      contact { leadStatus leadSource lastPurchaseAt }
      activities { totalCount nodes { type subject occurredAt cancelledAt order { id } } } } } }`,
    { people: [{ __typename: 'Person', id }] },
  );
  return data._entities[0];
};
const met = (personId: string, source: string | null) => ({
  source: 'identity',
  type: 'person.created',
  subjectId: personId,
  personId,
  payload: { source },
});

test('who filled in a form is a new contact, and who is one already stays what they are', async () => {
  const [filled, direct, known] = [personAndId(), personAndId(), personAndId()];
  await createContact({ personId: known.id, leadStatus: 'QUALIFIED' });
  await app.hear(
    met(filled.personId, 'LEAD_FORM'),
    met(direct.personId, null),
    met(known.personId, 'LEAD_FORM'),
  );
  expect((await sideOf(filled.id)).contact).toMatchObject({ leadStatus: 'NEW', leadSource: 'lead_form' });
  expect((await sideOf(direct.id)).contact).toBeNull();
  expect((await sideOf(known.id)).contact).toMatchObject({ leadStatus: 'QUALIFIED', leadSource: null });
});

test('an order is one purchase of its person, however often it is heard of', async () => {
  const { personId, id } = personAndId();
  await createContact({ personId: id });
  const order = ordered(personId);
  const heard = await app.hear(order, ordered(null), ordered(randomUUID()));
  await app.hear(...heard);
  expect(await sideOf(id)).toEqual({
    contact: { leadStatus: 'NEW', leadSource: null, lastPurchaseAt: '2026-03-01T09:30:00.000Z' },
    activities: {
      totalCount: 1,
      nodes: [
        {
          type: 'PURCHASE',
          subject: 'Order 7, 5.40 EUR',
          occurredAt: '2026-03-01T09:30:00.000Z',
          cancelledAt: null,
          order: { id: encodeId('Order', order.subjectId) },
        },
      ],
    },
  });
  expect(await sideOf(id, app.as('OWNER', randomUUID()))).toEqual({
    contact: null,
    activities: { totalCount: 0, nodes: [] },
  });
});

test('what was called off stays in the timeline and is no last purchase', async () => {
  const { personId, id } = personAndId();
  await createContact({ personId: id });
  const [first, second] = [ordered(personId), ordered(personId, { placedAt: '2026-04-01T00:00:00.000Z' })];
  await app.hear(first, second);
  expect((await sideOf(id)).contact.lastPurchaseAt).toBe('2026-04-01T00:00:00.000Z');
  const cancelled = { ...second, type: 'order.cancelled', occurredAt: '2026-04-02T00:00:00.000Z' };
  await app.hear(cancelled);
  const { contact, activities } = await sideOf(id);
  expect(contact.lastPurchaseAt).toBe('2026-03-01T09:30:00.000Z');
  expect(activities.nodes).toMatchObject([
    { cancelledAt: '2026-04-02T00:00:00.000Z' },
    { cancelledAt: null },
  ]);
});

test('imported orders are purchases too, but for those that were cancelled', async () => {
  const { personId, id } = personAndId();
  const orders = Array.from({ length: 40 }, () => ordered(personId, {}, 'order.imported'));
  const [, second] = await app.hear(...orders, ordered(personId, { status: 'CANCELLED' }, 'order.imported'));
  // They were handled together; whoever waits for what one of them caused waits for what all of them did.
  const place = second?.position ?? 0;
  const actor = { userId: null, organizationId: app.organizationId, role: 'OWNER' as const, scopes: [] };
  const settled = await app.endpoint.settle?.({ commerce: [place, place] }, { actor, requestId: 'test' }, 0);
  expect(settled).toEqual({ isSettled: true, caused: [expect.any(Number), expect.any(Number)] });
  expect((await sideOf(id)).activities.totalCount).toBe(40);
});

test('a merge that is redriven after it was undone changes nothing any more', async () => {
  const [one, other] = [personAndId(), personAndId()];
  const said = (type: string, members: readonly string[][]) => ({
    source: 'identity',
    type,
    payload: { clusters: members.map((ids) => ({ id: ids[0], members: ids })) },
  });
  await createContact({ personId: other.id, leadSource: 'fair' });
  const merged = said('person.merged', [[one.personId, other.personId]]);
  const [event] = await app.hear(merged);
  expect((await sideOf(one.id)).contact).toMatchObject({ leadSource: 'fair' });
  await app.hear(said('person.unmerged', [[one.personId], [other.personId]]));
  expect((await sideOf(one.id)).contact).toBeNull();
  const letter = await asSuperuser(app.databaseName, async (client) => {
    const { rows } = await client.query(
      `insert into crm.dead_letter (organization_id, source, position, type, event, error, tries)
       values ($1, 'identity', $2, 'person.merged', $3, 'Error: broken', 3) returning id`,
      [app.organizationId, event?.position, event],
    );
    return rows[0].id;
  });
  await app.hear({
    source: 'platform-objects',
    type: 'dead_letter.redriven',
    subjectId: letter,
    payload: {},
  });
  expect((await sideOf(one.id)).contact).toBeNull();
  expect((await sideOf(other.id)).contact).toMatchObject({ leadSource: 'fair' });
});
