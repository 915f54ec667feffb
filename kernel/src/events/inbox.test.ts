import pg from 'pg';
import { type OriginAndEcho, organizations, originAndEcho } from '../../tests/origin-and-echo.js';
import { roleOf } from '../database/provision.js';
import type { Uuid } from '../graph/id.js';
import { testUrl } from '../testing/test-database.js';
import { inboxOf } from './inbox.js';

let world: OriginAndEcho;
beforeEach(async () => {
  world = await originAndEcho();
});
afterEach(() => world.remove());

/** A worker's connection, which has the lease while it lasts. */
async function lease(): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: testUrl(world.databaseName, roleOf('echo', 'relay')),
    options: '-c search_path=echo',
    application_name: 'kith echo worker',
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

test('whoever lost the lease notes nothing any more, whatever it still believes', async () => {
  const inbox = inboxOf(await lease(), 'origin', 'postgres');
  const [one] = organizations(1) as [Uuid];
  await inbox.noteBehind([one]);
  await inbox.moveScan(7);
  await world.cutOff('kith echo worker');
  await expect(inbox.noteThrough(one)).rejects.toThrow();
  await expect(inbox.moveScan(9)).rejects.toThrow();
  expect(await world.query('select organization_id from echo.inbox_behind')).toEqual([
    { organization_id: one },
  ]);
  expect(await world.query('select bus, place::int from echo.inbox_scan')).toEqual([
    { bus: 'postgres', place: 7 },
  ]);
});

test('one that had its turn goes to the end of the queue, and one that waits for its next try stays where it is', async () => {
  const client = await lease();
  const inbox = inboxOf(client, 'origin', 'postgres');
  const [first, second, failing] = organizations(3) as [Uuid, Uuid, Uuid];
  for (const one of [first, second]) await inbox.noteBehind([one]);
  await inbox.postpone(failing, 3, 3_600_000);
  const due = async () => (await inbox.due()).map(({ organizationId }) => organizationId);
  expect(await due()).toEqual([first, second]);
  for (const one of [first, failing]) await inbox.requeue(one);
  expect(await due()).toEqual([second, first]);
  // Who is noted again keeps its place and its tries.
  await inbox.noteBehind([second, failing]);
  expect(await due()).toEqual([second, first]);
  expect(await world.query(`select organization_id from echo.inbox_behind where tries = 3`)).toEqual([
    { organization_id: failing },
  ]);
  await client.end();
});
