import { graphql } from '@kith/schema';
import { inBatches } from '../batches.js';
import type { Client } from '../client.js';
import { cell, readCsv } from '../csv.js';
import { discountAmount, sum } from './exact.js';
import type { Partner } from './people.js';

const upsertContacts = graphql(`
  mutation DemoContacts($input: UpsertContactsInput!) {
    upsertContacts(input: $input) { results { contact { id } } userErrors { message } }
  }
`);
const pipelines = graphql(`
  query DemoPipelines { pipelines(first: 100) { nodes { name stages { id name } } } }
`);
const createPipeline = graphql(`
  mutation DemoPipeline($input: CreatePipelineInput!) {
    createPipeline(input: $input) { pipeline { name stages { id name } } userErrors { message } }
  }
`);
const importDeals = graphql(`
  mutation DemoDeals($input: ImportDealsInput!) {
    importDeals(input: $input) { results { deal { id } } userErrors { message } }
  }
`);
const logActivities = graphql(`
  mutation DemoActivities($input: LogActivitiesInput!) { logActivities(input: $input) { logged userErrors { message } } }
`);

const pipelineName = 'Wholesale';

/** Each partner a contact, and each customer's latest order a deal in the pipeline, with a call about it. */
export async function loadRelationships(
  client: Client,
  partners: ReadonlyMap<string, Partner>,
  employees: ReadonlyMap<string, string>,
): Promise<void> {
  const contacts = [...partners.values()].map(({ personId, companyId, row }) => ({
    personId,
    companyId,
    jobTitle: row.contact_title,
    leadStatus: row.customer_id ? ('CUSTOMER' as const) : ('CONTACTED' as const),
  }));
  await client(upsertContacts, { input: { contacts } });
  const stages = await pipelineStages(client);
  const deals = customersWithOrders().map(({ customerId, latest, amount }) => {
    const partner = partners.get(customerId) as Partner;
    const company = cell(partner.row, 'company_name');
    const stage = latest === null ? 'Prospect' : latest.shipped_date ? 'Won' : 'Offer';
    return {
      externalId: { system: 'northwind', id: `deal-${customerId}` },
      deal: {
        title: latest ? `${company}, order ${latest.order_id}` : `${company}, first order`,
        amount,
        stageId: stages.get(stage) as string,
        personId: partner.personId,
        companyId: partner.companyId,
        ownerId: latest ? employees.get(cell(latest, 'employee_id')) : null,
        closedAt: latest?.shipped_date ? `${latest.shipped_date}T00:00:00.000Z` : null,
      },
    };
  });
  await client(importDeals, { input: { deals } });
  const activities = deals.map(({ deal }) => ({
    type: 'CALL' as const,
    subject: `About ${deal.title}`,
    occurredAt: deal.closedAt ?? '1998-05-06T00:00:00.000Z',
    personId: deal.personId,
    companyId: deal.companyId,
  }));
  for (const [index, batch] of inBatches(activities).entries()) {
    await client(logActivities, { input: { activities: batch, idempotencyKey: `northwind-calls-${index}` } });
  }
}

/** Every customer with the latest order, if there is one, and what its lines come to. */
function customersWithOrders() {
  const orders = Map.groupBy(readCsv('northwind/orders.csv'), (row) => cell(row, 'customer_id'));
  const lines = Map.groupBy(readCsv('northwind/order_details.csv'), (row) => cell(row, 'order_id'));
  return readCsv('northwind/customers.csv').map((customer) => {
    const customerId = cell(customer, 'customer_id');
    const latest = orders.get(customerId)?.at(-1) ?? null;
    const amounts = (latest ? (lines.get(cell(latest, 'order_id')) ?? []) : []).flatMap((line) => {
      const [price, quantity] = [cell(line, 'unit_price'), Number(cell(line, 'quantity'))];
      return [
        discountAmount(price, quantity, '1'),
        `-${discountAmount(price, quantity, cell(line, 'discount'))}`,
      ];
    });
    return { customerId, latest, amount: sum(amounts) };
  });
}

async function pipelineStages(client: Client): Promise<Map<string, string>> {
  const { pipelines: there } = await client(pipelines, {});
  const known = there?.nodes.find(({ name }) => name === pipelineName);
  if (known) return new Map(known.stages.map(({ id, name }) => [name, id]));
  const stages = [
    { name: 'Prospect' },
    { name: 'Offer' },
    { name: 'Won', kind: 'WON' as const },
    { name: 'Lost', kind: 'LOST' as const },
  ];
  const { createPipeline: made } = await client(createPipeline, { input: { name: pipelineName, stages } });
  return new Map((made.pipeline?.stages ?? []).map(({ id, name }) => [name, id]));
}
