import { readFileSync } from 'node:fs';
import path from 'node:path';
import { formatUnits, parseUnits } from '@kith/kernel';
import { as } from './graph.js';
import { isConnection, isPlain, schema } from './isolation/schema.js';

const northwind = as('owner@northwind.demo');
const chinook = as('owner@chinook.demo');

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
type Row = Record<string, any>;

/** All nodes of a list, page by page. */
async function all(ask: typeof northwind, list: (after: string) => string): Promise<Row[]> {
  const found: Row[] = [];
  for (let after = 'null'; ; ) {
    const { data, errors } = await ask(`{ list: ${list(`first: 100, after: ${after}`)} }`);
    expect(errors).toBeUndefined();
    found.push(...data.list.nodes);
    if (!data.list.pageInfo.hasNextPage) return found;
    after = JSON.stringify(data.list.pageInfo.endCursor);
  }
}

const units = (amount: string) => parseUnits(amount) as bigint;
const total = (amounts: bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n);

describe('Northwind', () => {
  let orders: Row[];
  beforeAll(async () => {
    orders = await all(
      northwind,
      (page) =>
        `orders(${page}) { nodes { number status placedAt total { amount } person { id } lines { total { amount } } } pageInfo { hasNextPage endCursor } }`,
    );
  });

  test('has 830 orders under numbers without a gap, whose lines sum to 1265793.0395', () => {
    expect(orders.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 830 }, (_, index) => index + 1),
    );
    const lines = orders.flatMap(({ lines }) => lines.map((line: Row) => units(line.total.amount)));
    expect(lines).toHaveLength(2155);
    expect(formatUnits(total(lines))).toBe('1265793.0395');
    for (const order of orders)
      expect(units(order.total.amount)).toBe(total(order.lines.map((line: Row) => units(line.total.amount))));
  });

  test("gives every customer the figures that their orders' lines come to", async () => {
    const customers = await all(
      northwind,
      (page) =>
        `customers(${page}) { nodes { person { id } orderCount totalSpent { amount } firstOrderAt lastOrderAt } pageInfo { hasNextPage endCursor } }`,
    );
    expect(customers).toHaveLength(89);
    for (const customer of customers) {
      const own = orders.filter(({ person }) => person.id === customer.person.id);
      const placed = own.map(({ placedAt }) => placedAt).sort();
      expect(customer).toEqual({
        person: customer.person,
        orderCount: own.length,
        totalSpent: {
          amount: formatUnits(
            total(own.flatMap(({ lines }) => lines.map((line: Row) => units(line.total.amount)))),
          ),
        },
        firstOrderAt: placed.at(0),
        lastOrderAt: placed.at(-1),
      });
    }
  });

  test('is loaded when all that its orders and contacts cause is there', async () => {
    const people = await all(
      northwind,
      (page) =>
        `people(${page}) { nodes { lifecycleStage leadScore hasOrdered customerValue { amount } customer { orderCount totalSpent { amount } } contact { leadStatus lastPurchaseAt } activities(filter: { type: { eq: PURCHASE } }) { totalCount } } pageInfo { hasNextPage endCursor } }`,
    );
    expect(people).toHaveLength(120);
    for (const { customer, contact, ...person } of people) {
      const orderCount = customer?.orderCount ?? 0;
      const isCustomer = contact.leadStatus === 'CUSTOMER';
      // Each customer of Northwind had a call, each supplier was contacted.
      expect(person).toEqual({
        lifecycleStage: isCustomer ? 'CUSTOMER' : 'LEAD',
        leadScore: (isCustomer ? 32 : 10) + Math.min(50, 10 * orderCount),
        hasOrdered: orderCount > 0,
        customerValue: { amount: customer?.totalSpent.amount ?? '0.00' },
        activities: { totalCount: orderCount },
      });
      expect(contact.lastPurchaseAt === null).toBe(orderCount === 0);
    }
  });

  test('answers the Person query whole', async () => {
    const query = readFileSync(path.resolve(__dirname, 'person.graphql'), 'utf8');
    const { data, errors } = await northwind(query, { email: 'quick@northwind.demo' });
    expect(errors).toBeUndefined();
    expect(data.person).toMatchObject({
      displayName: 'Horst Kloss',
      company: { name: 'QUICK-Stop' },
      customer: { totalSpent: { amount: '110277.305', currencyCode: 'USD' }, orderCount: 28 },
      orders: { totalCount: 28, nodes: { length: 5 } },
      contact: { jobTitle: 'Accounting Manager', leadStatus: 'CUSTOMER' },
      deals: { nodes: [{ stage: { name: 'Won' } }] },
      activities: { nodes: expect.arrayContaining([expect.objectContaining({ type: 'CALL' })]) },
      subscriber: {
        groups: [
          { name: 'Newsletter', status: 'SUBSCRIBED' },
          { name: 'Price list', status: 'SUBSCRIBED' },
        ],
      },
      records: { nodes: [] },
      addresses: [{ type: 'BUSINESS', lines: ['Taucherstraße 10'], city: 'Cunewalde', countryCode: 'DE' }],
    });
    for (const email of ['fissa@northwind.demo', 'paris@northwind.demo']) {
      const quiet = await northwind(query, { email });
      expect(quiet.data.person).toMatchObject({
        customer: null,
        orders: { totalCount: 0 },
        deals: { nodes: [{ stage: { name: 'Prospect' } }] },
        addresses: [{}],
      });
    }
  });
});

describe('Chinook', () => {
  const release =
    '{ nodes { displayName properties associations(first: 2) { totalCount nodes { type to { __typename ... on Record { id displayName } } } } } pageInfo { hasNextPage endCursor } }';

  test('has 275 artists and 347 releases, each released by its artist', async () => {
    const artists = await all(
      chinook,
      (page) => `records(definition: "artist", ${page}) { nodes { id } pageInfo { hasNextPage endCursor } }`,
    );
    const releases = await all(chinook, (page) => `records(definition: "release", ${page}) ${release}`);
    expect([artists.length, releases.length]).toEqual([275, 347]);
    const ids = new Set(artists.map(({ id }) => id));
    for (const { associations } of releases) {
      expect(associations).toMatchObject({
        totalCount: 1,
        nodes: [{ type: 'released_by', to: { __typename: 'Record' } }],
      });
      expect(ids.has(associations.nodes[0].to.id)).toBe(true);
    }
  });

  test('filters and orders releases by their properties, page by page', async () => {
    const filter =
      '{ properties: [{ name: "genre", string: { eq: "Jazz" } }, { name: "trackCount", number: { gte: "10" } }] }';
    const order = '[{ property: "trackCount", direction: DESC }, { property: "title" }]';
    const pages = await all(
      chinook,
      (page) =>
        `records(definition: "release", ${page.replace('100', '3')}, filter: ${filter}, orderBy: ${order}) ${release}`,
    );
    const everything = await all(chinook, (page) => `records(definition: "release", ${page}) ${release}`);
    const expected = everything
      .filter(({ properties }) => properties.genre === 'Jazz' && properties.trackCount >= 10)
      .sort(
        (a, b) =>
          b.properties.trackCount - a.properties.trackCount ||
          (a.properties.title < b.properties.title ? -1 : 1),
      );
    expect(expected.length).toBeGreaterThan(3);
    expect(pages.map(({ displayName }) => displayName)).toEqual(
      expected.map(({ displayName }) => displayName),
    );
  });

  test('refuses a genre that is no option, with the path, and writes nothing', async () => {
    const { data } = await chinook(
      `mutation { createRecord(input: { definition: "release", properties: { title: "X", genre: "Polka" } }) { record { id } userErrors { code path } } }`,
    );
    expect(data.createRecord).toEqual({
      record: null,
      userErrors: [{ code: 'INVALID', path: ['properties', 'genre'] }],
    });
  });

  test('has no commerce', async () => {
    const { data } = await chinook(
      '{ orders { totalCount } products { totalCount } contacts { totalCount } }',
    );
    expect(data).toEqual({
      orders: { totalCount: 0 },
      products: { totalCount: 0 },
      contacts: { totalCount: 59 },
    });
  });
});

test('Chinook finds nothing of Northwind in any list that both have', async () => {
  const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(
    (field) => isConnection(field) && isPlain(field),
  );
  const idsOf = async (email: string, field: string): Promise<string[]> => {
    const { data } = await as(email)(`{ ${field}(first: 100) { nodes { id } } }`);
    return data[field].nodes.map(({ id }: { id: string }) => id);
  };
  for (const { name } of lists) {
    const northwind = new Set(await idsOf('owner@northwind.demo', name));
    const chinook = await idsOf('owner@chinook.demo', name);
    expect({ name, both: chinook.filter((id) => northwind.has(id)) }).toEqual({ name, both: [] });
  }
});
