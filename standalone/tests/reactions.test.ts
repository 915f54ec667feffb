import { createTestOrganization, type TestOrganization } from './isolation/organization.js';
import { make, text } from './isolation/things.js';

let organization: TestOrganization;
let stranger: TestOrganization;
beforeAll(async () => {
  organization = await createTestOrganization('harbor');
  stranger = await createTestOrganization('mill');
});

async function newPerson(source: string | null = null): Promise<string> {
  const input = { displayName: 'Maria', source };
  return (await organization.write('createPerson', input, 'person { id }')).person.id;
}

async function place(personId: string): Promise<string> {
  const lines = [{ variantId: await make.variant(organization), quantity: 3 }];
  const input = { personId, lines, idempotencyKey: text() };
  return (await organization.write('placeOrder', input, 'order { id }')).order.id;
}

/** The person once everything that was written has had its effects. */
async function seen(id: string, { ask, settled } = organization) {
  await organization.settled();
  await settled();
  const { data, errors } = await ask(
    `query ($id: ID!) { person(by: { id: $id }) {
      lifecycleStage leadScore hasOrdered isCustomer isLead customerValue { amount currencyCode }
      customer { orderCount } contact { leadStatus lastPurchaseAt }
      activities { nodes { type occurredAt cancelledAt order { id placedAt status } } }
      history(property: "leadScore") { before after by cause }
    } }`,
    { id },
  );
  expect(errors).toBeUndefined();
  return data.person;
}

test('who was met at the checkout is a customer', async () => {
  expect(await seen(await newPerson('CHECKOUT'))).toMatchObject({
    lifecycleStage: 'VISITOR',
    customer: { orderCount: 0 },
    contact: null,
  });
});

test('who filled in a form is a new contact, and so a lead', async () => {
  expect(await seen(await newPerson('LEAD_FORM'))).toMatchObject({
    lifecycleStage: 'LEAD',
    leadScore: 5,
    isLead: true,
    customer: null,
    contact: { leadStatus: 'NEW', lastPurchaseAt: null },
  });
});

test('who came otherwise is neither', async () => {
  expect(await seen(await newPerson('DIRECT'))).toMatchObject({
    lifecycleStage: 'VISITOR',
    customer: null,
    contact: null,
  });
});

test('an order is a purchase, and changes value, score and stage; called off, it counts no more', async () => {
  const id = await newPerson('LEAD_FORM');
  const orderId = await place(id);
  const bought = await seen(id);
  const { placedAt } = bought.activities.nodes[0].order;
  expect(bought).toMatchObject({
    lifecycleStage: 'CUSTOMER',
    leadScore: 15,
    hasOrdered: true,
    isCustomer: true,
    isLead: false,
    customerValue: { amount: '3.00', currencyCode: 'USD' },
    contact: { lastPurchaseAt: placedAt },
    activities: {
      nodes: [
        {
          type: 'PURCHASE',
          occurredAt: placedAt,
          cancelledAt: null,
          order: { id: orderId, status: 'PLACED' },
        },
      ],
    },
    history: [
      { before: 5, after: 15, by: null, cause: expect.stringMatching(/^commerce\/\d+$/) },
      { before: 0, after: 5, by: null, cause: expect.stringMatching(/^crm\/\d+$/) },
      { before: null, after: 0, by: expect.stringMatching(/^user_/), cause: null },
    ],
  });

  await organization.write('cancelOrder', { id: orderId }, 'order { id }');
  expect(await seen(id)).toMatchObject({
    lifecycleStage: 'CUSTOMER',
    leadScore: 5,
    hasOrdered: false,
    customerValue: { amount: '0.00' },
    contact: { lastPurchaseAt: null },
    activities: {
      nodes: [{ type: 'PURCHASE', cancelledAt: expect.any(String), order: { status: 'CANCELLED' } }],
    },
  });
});

test('with whom a deal is won is a customer', async () => {
  const personId = await newPerson();
  const stages = [{ name: 'New' }, { name: 'Won', kind: 'WON' }];
  const { pipeline } = await organization.write(
    'createPipeline',
    { name: text(), stages },
    'pipeline { stages { id } }',
  );
  const [open, won] = pipeline.stages;
  const input = { title: 'Big', amount: '10', stageId: open.id, personId };
  const { deal } = await organization.write('createDeal', input, 'deal { id }');
  expect(await seen(personId)).toMatchObject({ lifecycleStage: 'VISITOR' });
  await organization.write('moveDeal', { id: deal.id, stageId: won.id }, 'deal { id }');
  expect(await seen(personId)).toMatchObject({ lifecycleStage: 'CUSTOMER', isCustomer: true, leadScore: 0 });
});

test('an order for somebody of another organization leads nowhere', async () => {
  const theirs = await make.person(stranger);
  await place(theirs);
  const person = await seen(theirs, stranger);
  expect(person).toMatchObject({
    lifecycleStage: 'VISITOR',
    leadScore: 0,
    customer: null,
    activities: { nodes: [] },
  });
  expect(person.history).toHaveLength(1);
});

test('a figure is nothing that a client can write', async () => {
  const { errors } = await organization.ask(
    'mutation { createPerson(input: { displayName: "Maria", leadScore: 100 }) { person { id } } }',
  );
  expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
});
