import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { decodeId, type Uuid } from '@kith/kernel';
import { type Ask, type TestSubgraph, type Told, testSubgraph } from '@kith/kernel/testing';
import { identity } from '../src/index.js';

let app: TestSubgraph;
let owner: Ask;
let organizationId: Uuid;
beforeAll(async () => {
  app = await testSubgraph(identity);
  organizationId = await newOrganization('harbor');
  owner = app.as('OWNER', organizationId);
});
afterAll(() => app.stop());

async function newOrganization(slug: string): Promise<Uuid> {
  const operator = { userId: null, organizationId: null, role: null, scopes: ['organization:create'] };
  const { data } = await app.asActor(operator)(
    `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } } }`,
    {
      input: {
        name: slug,
        slug,
        currencyCode: 'EUR',
        owner: { email: `ada@${slug}.test`, displayName: 'Ada' },
      },
    },
  );
  return decodeId('Organization', data.createOrganization.organization.id);
}

async function newPerson(input: object = {}): Promise<{ id: string; personId: Uuid }> {
  const { data } = await owner(
    `mutation ($input: CreatePersonInput!) { createPerson(input: $input) { person { id ${figures} } userErrors { message } } }`,
    { input: { displayName: 'Maria', ...input } },
  );
  expect(data.createPerson.person).toMatchObject({
    lifecycleStage: 'VISITOR',
    leadScore: 0,
    hasOrdered: false,
  });
  const { id } = data.createPerson.person;
  return { id, personId: decodeId('Person', id) };
}

const figures = `version lifecycleStage leadScore lastActivityAt customerValue { amount currencyCode }
  hasOrdered isCustomer isLead hasAccount`;
async function read(id: string, selection = figures, ask = owner) {
  const { data, errors } = await ask(`query ($id: ID!) { person(by: { id: $id }) { ${selection} } }`, { id });
  expect(errors).toBeUndefined();
  return data.person;
}

const hear = (...told: readonly Told[]) => app.hear(...told.map((one) => ({ organizationId, ...one })));

const order = (personId: Uuid, orderCount: number, totalSpent: string, more: object = {}) => ({
  source: 'commerce',
  type: 'order.placed',
  personId,
  occurredAt: '2026-03-01T09:30:00.000Z',
  payload: { status: 'PLACED', placedAt: '2026-03-01T09:30:00.000Z', customer: { orderCount, totalSpent } },
  ...more,
});
const cancelled = (personId: Uuid, orderCount: number, totalSpent: string) => {
  const placed = order(personId, orderCount, totalSpent, { type: 'order.cancelled' });
  return {
    ...placed,
    occurredAt: '2026-05-01T00:00:00.000Z',
    payload: { ...placed.payload, status: 'CANCELLED' },
  };
};
const contact = (personId: Uuid, leadStatus: string, type = 'contact.created') => ({
  source: 'crm',
  type,
  personId,
  payload: { leadStatus },
});
const activity = (personId: Uuid, occurredAt: string, type = 'CALL') => ({
  source: 'crm',
  type: 'activity.created',
  personId,
  occurredAt: '2026-03-02T00:00:00.000Z',
  payload: { type, occurredAt },
});

test('nobody has figures before they did anything', async () => {
  const { id } = await newPerson();
  expect(await read(id)).toEqual({
    version: 1,
    lifecycleStage: 'VISITOR',
    leadScore: 0,
    lastActivityAt: null,
    customerValue: { amount: '0.00', currencyCode: 'EUR' },
    hasOrdered: false,
    isCustomer: false,
    isLead: false,
    hasAccount: false,
  });
});

test('an order makes a customer, once, however often it is heard of', async () => {
  const { id, personId } = await newPerson();
  const heard = await hear(order(personId, 1, '5.40'));
  const after = {
    version: 1,
    lifecycleStage: 'CUSTOMER',
    leadScore: 10,
    lastActivityAt: '2026-03-01T09:30:00.000Z',
    customerValue: { amount: '5.40', currencyCode: 'EUR' },
    hasOrdered: true,
    isCustomer: true,
    isLead: false,
    hasAccount: false,
  };
  expect(await read(id)).toEqual(after);
  await hear(...heard);
  expect(await read(id)).toEqual(after);
  expect(await read(id, 'history(property: "leadScore") { before after by cause }')).toEqual({
    history: [
      { before: 0, after: 10, by: null, cause: `commerce/${heard[0]?.position}` },
      { before: null, after: 0, by: null, cause: null },
    ].map((change) => ({ ...change, by: change.cause ? null : expect.stringMatching(/^user_/) })),
  });
});

test('a cancelled order takes its value with it, and nobody back', async () => {
  const { id, personId } = await newPerson();
  await hear(
    order(personId, 1, '5.40'),
    order(personId, 2, '15.40', {
      occurredAt: '2026-03-03T00:00:00.000Z',
      payload: {
        status: 'PLACED',
        placedAt: '2026-03-03T00:00:00.000Z',
        customer: { orderCount: 2, totalSpent: '15.40' },
      },
    }),
  );
  expect(await read(id)).toMatchObject({ leadScore: 20, customerValue: { amount: '15.40' } });
  await hear(cancelled(personId, 1, '5.40'));
  expect(await read(id)).toMatchObject({
    leadScore: 10,
    customerValue: { amount: '5.40' },
    hasOrdered: true,
  });
  await hear(cancelled(personId, 0, '0.00'));
  expect(await read(id)).toMatchObject({
    leadScore: 0,
    customerValue: { amount: '0.00' },
    hasOrdered: false,
    lifecycleStage: 'CUSTOMER',
    isCustomer: true,
    lastActivityAt: '2026-03-03T00:00:00.000Z',
  });
});

test('a contact is a lead until they buy or will not', async () => {
  const { id, personId } = await newPerson();
  await hear(contact(personId, 'NEW'));
  expect(await read(id)).toMatchObject({ lifecycleStage: 'LEAD', isLead: true, leadScore: 5 });
  await hear(contact(personId, 'QUALIFIED', 'contact.updated'));
  expect(await read(id)).toMatchObject({ lifecycleStage: 'LEAD', isLead: true, leadScore: 30 });
  await hear({ ...contact(personId, 'NEW', 'contact.updated'), payload: { jobTitle: 'Buyer' } });
  expect(await read(id)).toMatchObject({ leadScore: 30 });
  await hear(contact(personId, 'UNQUALIFIED', 'contact.updated'));
  expect(await read(id)).toMatchObject({ lifecycleStage: 'LEAD', isLead: false, leadScore: 0 });
});

test('with whom a deal was won is a customer, and stays one when it is lost again', async () => {
  const { id, personId } = await newPerson();
  await hear(contact(personId, 'QUALIFIED'), { source: 'crm', type: 'deal.won', personId, payload: {} });
  expect(await read(id)).toMatchObject({ lifecycleStage: 'CUSTOMER', isCustomer: true, isLead: false });
  await hear(contact(personId, 'CONTACTED', 'contact.updated'), {
    source: 'crm',
    type: 'deal.reopened',
    personId,
    payload: {},
  });
  expect(await read(id)).toMatchObject({ lifecycleStage: 'CUSTOMER', isCustomer: true });
});

test('the last activity moves forward only, and not beyond now', async () => {
  const { id, personId } = await newPerson();
  const last = async () => (await read(id)).lastActivityAt;
  await hear(activity(personId, '2026-02-01T00:00:00.000Z'));
  expect(await last()).toBe('2026-02-01T00:00:00.000Z');
  await hear(activity(personId, '2026-01-01T00:00:00.000Z'));
  expect(await last()).toBe('2026-02-01T00:00:00.000Z');
  await hear(activity(personId, '2999-01-01T00:00:00.000Z', 'MEETING'));
  expect(await last()).toBe('2026-03-02T00:00:00.000Z');
  expect(await read(id)).toMatchObject({ leadScore: 6, lifecycleStage: 'VISITOR' });
  await hear(activity(personId, '2026-03-01T00:00:00.000Z', 'PURCHASE'));
  expect(await read(id)).toMatchObject({ leadScore: 6 });
});

test('whose address a member signs in with has an account', async () => {
  const { id } = await newPerson({ email: 'Ada@harbor.test' });
  expect(await read(id)).toMatchObject({ hasAccount: true });
});

test('people of another organization, and people who are not there, are left as they are', async () => {
  const { id, personId } = await newPerson();
  await hear({ ...order(personId, 1, '5.40'), organizationId: await newOrganization('mill') });
  await hear(order('01890a5d-ac96-774b-bcce-b302099a8057', 1, '5.40'), {
    ...order(personId, 1, '1'),
    personId: null,
  });
  expect(await read(id)).toMatchObject({ leadScore: 0, hasOrdered: false });
});

test('a whole import changes its people with as many statements as one order', async () => {
  const people = await Promise.all(Array.from({ length: 20 }, () => newPerson()));
  const imported = (count: number) =>
    people
      .slice(0, count)
      .flatMap(({ personId }) =>
        [1, 2, 3].map((n) => order(personId, 3, `${n}.50`, { type: 'order.imported' })),
      );
  const statements = async (told: ReturnType<typeof imported>) => {
    const texts: string[] = [];
    const note = (message: unknown) => texts.push((message as { text: string }).text);
    subscribe('kith:statement', note);
    await hear(...told);
    unsubscribe('kith:statement', note);
    return texts.filter((text) => /^(select|insert|update)/.test(text)).length;
  };
  expect(await statements(imported(20))).toBe(
    await statements(
      imported(1).map((one) => ({
        ...one,
        payload: { ...one.payload, customer: { orderCount: 4, totalSpent: '9.00' } },
      })),
    ),
  );
  expect(await read(people[19]?.id as string)).toMatchObject({
    leadScore: 30,
    customerValue: { amount: '3.50' },
  });
});

test('people are found and ordered by their figures', async () => {
  const { personId, id } = await newPerson();
  await hear(order(personId, 6, '1000.00'), contact(personId, 'CUSTOMER'));
  const { data } = await owner(
    `{ people(first: 1, filter: { leadScore: { gte: 80 }, customerValue: { gt: "999.99" } }, orderBy: [{ field: LEAD_SCORE, direction: DESC }, { field: CUSTOMER_VALUE, direction: DESC }]) { nodes { id leadScore } } }`,
  );
  expect(data.people.nodes).toEqual([{ id, leadScore: 80 }]);
});

test('people who are one have the figures of all of them, and each their own again afterwards', async () => {
  const [one, two] = [await newPerson(), await newPerson()];
  await hear(order(one.personId, 1, '5.40'), order(two.personId, 2, '10.00'), contact(two.personId, 'NEW'));
  const { data } = await owner(
    `mutation ($input: MergePeopleInput!) { mergePeople(input: $input) { merge { id } userErrors { message } } }`,
    { input: { survivorId: one.id, otherIds: [two.id] } },
  );
  const together = { leadScore: 35, customerValue: { amount: '15.40' }, lifecycleStage: 'CUSTOMER' };
  expect(await read(one.id)).toMatchObject(together);
  expect(await read(two.id)).toMatchObject(together);
  await hear(order(two.personId, 3, '11.00'));
  expect(await read(one.id)).toMatchObject({ leadScore: 45, customerValue: { amount: '16.40' } });
  await owner(
    `mutation ($input: UnmergePeopleInput!) { unmergePeople(input: $input) { userErrors { message } } }`,
    { input: { mergeId: data.mergePeople.merge.id } },
  );
  expect(await read(one.id)).toMatchObject({ leadScore: 10, customerValue: { amount: '5.40' } });
  expect(await read(two.id)).toMatchObject({ leadScore: 35, customerValue: { amount: '11.00' } });
});
