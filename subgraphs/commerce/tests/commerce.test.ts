import { randomUUID } from 'node:crypto';
import { encodeId } from '@kith/kernel';
import { type Ask, driftOf, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { commerce } from '../src/index.js';

let app: TestSubgraph;
let admin: Ask;
const variants: string[] = [];
beforeAll(async () => {
  app = await testSubgraph(commerce);
  admin = app.as('ADMIN');
  await newStore(app.organizationId);
  const products = ['Chai', 'Chang'].map((name, index) => ({
    by: { externalId: { system: 'shop', id: name } },
    product: { name, collections: ['Beverages'], variants: [{ sku: name, name, price: `${index + 1}.1` }] },
  }));
  const { data } = await admin(
    `mutation ($products: [UpsertProductRow!]!) { upsertProducts(input: { products: $products }) {
      results { product { variants { id price { amount currencyCode } } } } userErrors { message } } }`,
    { products },
  );
  for (const { product } of data.upsertProducts.results) variants.push(product.variants[0].id);
});
afterAll(() => app.stop());

/** The store of an organization, as it comes to be. */
async function newStore(organizationId: string = randomUUID()): Promise<string> {
  const payload = { currencyCode: 'USD' };
  await app.hear({ source: 'identity', type: 'organization.created', organizationId, payload });
  return organizationId;
}

const placing = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
  order { id number status version total { amount currencyCode } lines { title quantity unitPrice { amount } total { amount } product { name } } customer { customerNumber } }
  userErrors { code path } } }`;
const input = (personId: string | null, key = randomUUID() as string) => ({
  personId,
  idempotencyKey: key,
  lines: [
    { variantId: variants[0], quantity: 3 },
    { variantId: variants[1], quantity: 1 },
  ],
});
const newPerson = () => encodeId('Person', randomUUID());

async function place(personId: string | null, key?: string) {
  const { data, errors } = await admin(placing, { input: input(personId, key) });
  expect(errors).toBeUndefined();
  expect(data.placeOrder.userErrors).toEqual([]);
  return data.placeOrder.order;
}

async function customerOf(person: string) {
  const { data } = await admin(
    `query ($people: [_Any!]!) { _entities(representations: $people) { ... on Person { customer { orderCount totalSpent { amount } averageOrderValue { amount } firstOrderAt lastOrderAt } orders { totalCount nodes { number } } } } }`,
    { people: [{ __typename: 'Person', id: person }] },
  );
  return data._entities[0];
}

test('an order has the prices of its moment and their exact sum', async () => {
  expect(await place(newPerson())).toMatchObject({
    status: 'PLACED',
    total: { amount: '5.40', currencyCode: 'USD' },
    lines: [
      {
        title: 'Chai',
        quantity: 3,
        unitPrice: { amount: '1.10' },
        total: { amount: '3.30' },
        product: { name: 'Chai' },
      },
      { title: 'Chang', quantity: 1, total: { amount: '2.10' } },
    ],
    customer: { customerNumber: expect.stringMatching(/^C-\d+$/) },
  });
});

test('orders that are placed at once share no number and leave no gap', async () => {
  const before = (await place(null)).number;
  const numbers = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => (await place(index % 2 ? newPerson() : null)).number),
  );
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => before + 1 + index));
});

test('one idempotency key places one order, and is refused with another input', async () => {
  const person = newPerson();
  const orders = await Promise.all([1, 2, 3].map(() => place(person, 'key-1')));
  expect(new Set(orders.map((order) => order.id)).size).toBe(1);
  const { errors } = await admin(placing, { input: input(newPerson(), 'key-1') });
  expect(errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
  expect(await customerOf(person)).toMatchObject({ customer: { orderCount: 1 }, orders: { totalCount: 1 } });
});

test("a customer's figures follow the orders; a cancelled one counts no more", async () => {
  const person = newPerson();
  expect(await customerOf(person)).toEqual({ customer: null, orders: { totalCount: 0, nodes: [] } });
  await place(person);
  const { id } = await place(person);
  expect((await customerOf(person)).customer).toMatchObject({
    orderCount: 2,
    totalSpent: { amount: '10.80' },
    averageOrderValue: { amount: '5.40' },
  });
  const cancel = `mutation ($id: ID!, $v: Int) { cancelOrder(input: { id: $id, expectedVersion: $v }) { order { status } userErrors { code path } } }`;
  expect((await admin(cancel, { id, v: 9 })).data.cancelOrder.userErrors).toEqual([
    { code: 'STALE_VERSION', path: ['expectedVersion'] },
  ]);
  expect((await admin(cancel, { id })).data.cancelOrder.order).toEqual({ status: 'CANCELLED' });
  expect((await admin(cancel, { id })).data.cancelOrder.userErrors[0].code).toBe(
    'STATE_TRANSITION_NOT_ALLOWED',
  );
  expect((await customerOf(person)).customer).toMatchObject({
    orderCount: 1,
    totalSpent: { amount: '5.40' },
  });
});

test('orders from elsewhere come in once, exact, and wholly or not at all', async () => {
  const importing = `mutation ($orders: [ImportOrderRow!]!) { importOrders(input: { orders: $orders }) {
    results { index order { id number placedAt total { amount } freight { amount } } } userErrors { code path } } }`;
  const person = newPerson();
  const row = (id: string, discount: string) => ({
    externalId: { system: 'old', id },
    personId: person,
    placedAt: '1996-07-04T00:00:00.000Z',
    freight: '32.38',
    lines: [
      { product: { system: 'shop', id: 'Chai' }, title: 'Chai', quantity: 10, unitPrice: '14.4', discount },
    ],
  });
  const wrong = await admin(importing, { orders: [row('1', '21.6'), row('2', '999')] });
  expect(wrong.data.importOrders.userErrors).toEqual([
    { code: 'INVALID', path: ['orders', '1', 'lines', '0', 'discount'] },
  ]);
  expect((await customerOf(person)).customer).toBeNull();
  const first = await admin(importing, { orders: [row('1', '21.6')] });
  expect(first.data.importOrders.results[0].order).toMatchObject({
    placedAt: '1996-07-04T00:00:00.000Z',
    total: { amount: '122.40' },
    freight: { amount: '32.38' },
  });
  const again = await admin(importing, { orders: [row('1', '0')] });
  expect(again.data).toEqual(first.data);
  expect((await customerOf(person)).customer).toMatchObject({
    orderCount: 1,
    totalSpent: { amount: '122.40' },
  });
  const { errors } = await app.as('MEMBER')(importing, { orders: [] });
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('a product of another organization is not sold here', async () => {
  const { data } = await app.as('ADMIN', await newStore())(placing, { input: input(null) });
  expect(data.placeOrder.userErrors).toEqual([{ code: 'NOT_FOUND', path: ['lines', '0', 'variantId'] }]);
});

test('before the store has heard of its organization it says to try again', async () => {
  const { data, errors } = await app.as('ADMIN', randomUUID())(placing, { input: input(null) });
  expect(data).toBeNull();
  expect(errors?.[0]?.extensions.code).toBe('CONFLICT');
});

test('who was met at the checkout is a customer, once, however often that is heard', async () => {
  const met = (source: string) => {
    const subjectId = randomUUID();
    return {
      source: 'identity',
      type: 'person.created',
      subjectId,
      personId: subjectId,
      payload: { source },
    };
  };
  const [buyer, other, stranger] = [met('CHECKOUT'), met('REFERRAL'), met('CHECKOUT')];
  const heard = await app.hear(buyer, other);
  await app.hear(...heard);
  await app.hear({ ...stranger, organizationId: await newStore() });
  const customerNumber = expect.stringMatching(/^C-\d+$/);
  expect((await customerOf(encodeId('Person', buyer.subjectId))).customer).toMatchObject({ orderCount: 0 });
  expect((await customerOf(encodeId('Person', other.subjectId))).customer).toBeNull();
  expect((await customerOf(encodeId('Person', stranger.subjectId))).customer).toBeNull();
  const { data } = await admin(
    '{ customers(first: 100, filter: { orderCount: { eq: 0 } }) { nodes { customerNumber } } }',
  );
  expect(data.customers.nodes).toEqual([{ customerNumber }]);
});

test('the schema is as the entities say', async () => {
  expect(await driftOf(commerce, app.databaseName)).toEqual([]);
});
