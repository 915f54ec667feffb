import { type DemoSite, type LoadedOrganization, openOrganization } from '../organizations.js';
import { loadCustomers } from './customers.js';
import { loadMusic } from './music.js';

const organization = {
  slug: 'chinook',
  name: 'Chinook Records',
  currencyCode: 'USD',
  owner: { email: 'owner@chinook.demo', displayName: 'Carla Owner' },
};

/** Loads Chinook Records; what an earlier start loaded is found and kept. */
export async function loadChinook(site: DemoSite, say: (line: string) => void): Promise<LoadedOrganization> {
  const { client, owner } = await openOrganization(site, organization);
  await loadCustomers(client);
  say('Chinook: customers');
  await loadMusic(client);
  say('Chinook: artists and releases');
  return { users: { 'owner@chinook.demo': owner }, client };
}
