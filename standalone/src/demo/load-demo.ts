import { loadChinook } from './chinook/chinook.js';
import { readDemoUsers, writeDemoUsers } from './demo-users.js';
import { loadNorthwind } from './northwind/northwind.js';
import type { DemoSite } from './organizations.js';
import { setDemoPasswords } from './passwords.js';

/**
 * Loads the two demo companies through the public graph, unless an earlier start finished that, and waits until all that
 * they cause is there.
 */
export async function loadDemo({ say, ...site }: DemoSite & { say: (line: string) => void }): Promise<void> {
  if (await readDemoUsers(site.dataFolder)) return;
  const northwind = await loadNorthwind(site, say);
  const chinook = await loadChinook(site, say);
  for (const { client } of [northwind, chinook]) await client.settled();
  const users = { ...northwind.users, ...chinook.users };
  await setDemoPasswords(site, Object.keys(users));
  await writeDemoUsers(site.dataFolder, users);
}
