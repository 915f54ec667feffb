import { graphql } from '@kith/schema';
import type { Client } from '../client.js';
import type { Partner } from './people.js';

const groups = graphql(`
  query DemoGroups { subscriptionGroups(first: 100) { nodes { name } } }
`);
const createGroup = graphql(`
  mutation DemoGroup($input: CreateSubscriptionGroupInput!) {
    createSubscriptionGroup(input: $input) { subscriptionGroup { id } userErrors { message } }
  }
`);
const upsertSubscribers = graphql(`
  mutation DemoSubscribers($input: UpsertSubscribersInput!) {
    upsertSubscribers(input: $input) { results { subscriber { id } } userErrors { message } }
  }
`);

const wanted = ['Newsletter', 'Price list'];

/** Every customer gets the price list; every other one wants the newsletter too. */
export async function loadSubscribers(client: Client, partners: ReadonlyMap<string, Partner>): Promise<void> {
  const there = new Set((await client(groups, {})).subscriptionGroups?.nodes.map(({ name }) => name));
  for (const name of wanted.filter((group) => !there.has(group)))
    await client(createGroup, { input: { name } });
  const customers = [...partners.values()].filter(({ row }) => row.customer_id);
  const subscribers = customers.map(({ personId, key }, index) => ({
    by: { personId },
    subscriber: {
      personId,
      email: `${key.toLowerCase()}@northwind.demo`,
      groups: wanted.slice(index % 2).map((name) => ({ name, source: 'import' })),
    },
  }));
  await client(upsertSubscribers, { input: { subscribers } });
}
