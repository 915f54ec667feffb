import { type DemoSite, type LoadedOrganization, memberActor, openOrganization } from '../organizations.js';
import { employeeIds, loadMembers } from './members.js';
import { loadOrders } from './orders.js';
import { loadPartners } from './people.js';
import { loadProducts } from './products.js';
import { loadRelationships } from './relationships.js';
import { loadSubscribers } from './subscribers.js';

const organization = {
  slug: 'northwind',
  name: 'Northwind Traders',
  currencyCode: 'USD',
  owner: { email: 'owner@northwind.demo', displayName: 'Nora Owner' },
};

/** Loads Northwind Traders; what an earlier start loaded is found and kept. */
export async function loadNorthwind(
  site: DemoSite,
  say: (line: string) => void,
): Promise<LoadedOrganization> {
  const { client, owner, organizationId } = await openOrganization(site, organization);
  const members = await loadMembers(client);
  say('Northwind: members');
  const partners = await loadPartners(client);
  say('Northwind: people, companies and addresses');
  const products = await loadProducts(client);
  say('Northwind: products');
  const employees = employeeIds(members);
  await loadOrders(client, { partners, products, employees, say });
  await loadRelationships(client, partners, employees);
  await loadSubscribers(client, partners);
  say('Northwind: contacts, deals and subscribers');
  const viewer = members.get('viewer@northwind.demo');
  if (!viewer) throw new Error('Northwind has lost its viewer');
  const users = {
    'owner@northwind.demo': owner,
    'viewer@northwind.demo': memberActor(viewer.id, organizationId, 'VIEWER'),
  };
  return { users, client };
}
