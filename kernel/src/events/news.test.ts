import { randomUUID } from 'node:crypto';
import { Database } from '../database/database.js';
import { provision, roleOf } from '../database/provision.js';
import { createLogger } from '../log.js';
import { asSuperuser, createTestDatabase, type TestDatabase, testUrl } from '../testing/test-database.js';
import { type News, newsOf } from './news.js';

const schema = 'shelf';
let own: TestDatabase;
const opened: { database: Database; news: News }[] = [];
beforeAll(async () => {
  own = await createTestDatabase();
  await asSuperuser(own.name, (client) => provision(client, schema));
});
afterAll(async () => {
  for (const { database, news } of opened) {
    await news.stop();
    await database.close();
  }
  await own.drop();
});

/** What a process of the subgraph has of it. */
async function open(): Promise<{ database: Database; news: News; heard: string[] }> {
  const url = testUrl(own.name, roleOf(schema, 'runtime'));
  const database = await Database.open({ url, schema, entities: [], poolSize: 1, events: {} });
  const relayUrl = testUrl(own.name, roleOf(schema, 'relay'));
  const news = newsOf(database, relayUrl, createLogger('test', 'silent'));
  opened.push({ database, news });
  const heard: string[] = [];
  news.on((organizationId) => heard.push(organizationId));
  return { database, news, heard };
}

async function until(is: () => boolean, meanwhile: () => void = () => undefined): Promise<void> {
  while (!is()) {
    meanwhile();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('what one process writes is heard there at once, then by the others, and not again by itself', async () => {
  const [one, other] = [await open(), await open()];
  const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
  // Both must have begun to listen, which nobody says.
  await until(
    () => other.heard.includes(first) && one.heard.includes(second),
    () => {
      one.database.announceCommit(first, false);
      other.database.announceCommit(second, false);
    },
  );
  const before = one.heard.filter((id) => id !== second).length;
  one.database.announceCommit(third, true);
  expect(one.heard.at(-1)).toBe(third);
  await until(() => other.heard.includes(third));
  // What comes after it came after whatever would have come back.
  const later = randomUUID();
  other.database.announceCommit(later, true);
  await until(() => one.heard.includes(later));
  expect(one.heard.filter((id) => id !== second && id !== later)).toHaveLength(before + 1);
});
