import type { Actor } from '@kith/kernel';
import { type DemoSite, memberActor, openOrganization } from '../organizations.js';
import { loadMembers } from './members.js';
import { loadPartners } from './people.js';

const organization = {
  slug: 'northwind',
  name: 'Northwind Traders',
  currencyCode: 'USD',
  owner: { email: 'owner@northwind.demo', displayName: 'Nora Owner' },
};

/** Loads Northwind Traders; what an earlier start loaded is found and kept. */
export async function loadNorthwind(site: DemoSite, say: (line: string) => void): Promise<Record<string, Actor>> {
  const { client, owner, organizationId } = await openOrganization(site, organization);
  const members = await loadMembers(client);
  say('Northwind: members');
  await loadPartners(client);
  say('Northwind: people, companies and addresses');
  const viewer = members.get('viewer@northwind.demo');
  if (!viewer) throw new Error('Northwind has lost its viewer');
  return {
    'owner@northwind.demo': owner,
    'viewer@northwind.demo': memberActor(viewer.id, organizationId, 'VIEWER'),
  };
}
