import type { InProcessGraph } from './in-process-graph.js';

/** A hundred people who each have one of everything that the Person query asks for. */
export async function hundredPeople({ ask, write }: InProcessGraph): Promise<void> {
  const numbers = Array.from({ length: 100 }, (_, index) => index);
  const external = (index: number) => ({ system: 'test', id: String(index) });
  await write('upsertCompanies', 'UpsertCompaniesInput', {
    companies: [0, 1, 2].map((n) => ({ by: { externalId: external(n) }, company: { name: `Acme ${n}` } })),
  });
  const { companies } = await ask('{ companies { nodes { id } } }');
  await write('upsertPeople', 'UpsertPeopleInput', {
    people: numbers.map((n) => ({
      by: { externalId: external(n) },
      person: { displayName: `P${n}`, companyId: companies.nodes[n % 3].id },
    })),
  });
  const ids = (await ask('{ people(first: 100) { nodes { id } } }')).people.nodes.map(
    ({ id }: { id: string }) => id,
  );
  const each = <Row>(row: (personId: string, n: number) => Row) => ids.map(row);
  await write('setAddresses', 'SetAddressesInput', {
    owners: each((personId) => ({ owner: { personId }, addresses: [{ type: 'HOME', lines: ['1'] }] })),
  });
  await write('upsertProducts', 'UpsertProductsInput', {
    products: [0, 1, 2].map((n) => ({
      by: { externalId: external(n) },
      product: {
        name: `Chai ${n}`,
        variants: [{ sku: String(n), name: 'Chai', price: '1' }],
        collections: ['Hot', 'Cold', 'New'],
      },
    })),
  });
  const lines = [{ product: external(0), title: 'Chai', quantity: 1, unitPrice: '1' }];
  await write('importOrders', 'ImportOrdersInput', {
    orders: each((personId, n) => ({
      externalId: external(n),
      personId,
      placedAt: '2026-01-01T00:00:00Z',
      lines,
    })),
  });
  await write('upsertContacts', 'UpsertContactsInput', { contacts: each((personId) => ({ personId })) });
  for (const name of ['Sales', 'Service'])
    await write('createPipeline', 'CreatePipelineInput', { name, stages: [{ name: 'New' }] });
  const stageId = (await ask('{ pipelines { nodes { stages { id } } } }')).pipelines.nodes[0].stages[0].id;
  await write('importDeals', 'ImportDealsInput', {
    deals: each((personId, n) => ({
      externalId: external(n),
      deal: { title: 'D', amount: '1', stageId, personId },
    })),
  });
  await write('logActivities', 'LogActivitiesInput', {
    activities: each((personId) => ({ type: 'NOTE', subject: 'N', personId })),
  });
  await write('createSubscriptionGroup', 'CreateSubscriptionGroupInput', { name: 'News' });
  await write('upsertSubscribers', 'UpsertSubscribersInput', {
    subscribers: each((personId) => ({
      by: { personId },
      subscriber: { personId, groups: [{ name: 'News' }] },
    })),
  });
  await write('ensureObjectDefinition', 'EnsureObjectDefinitionInput', {
    name: 'badge',
    pluralName: 'badges',
    properties: [],
  });
  await write('upsertRecords', 'UpsertRecordsInput', {
    definition: 'badge',
    records: each((personId, n) => ({ externalId: external(n), personId, properties: {} })),
  });
}
