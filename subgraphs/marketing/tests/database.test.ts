import { roleOf } from '@kith/kernel';
import {
  type Ask,
  asRole,
  asSuperuser,
  driftOf,
  type TestSubgraph,
  testSubgraph,
} from '@kith/kernel/testing';
import { marketing } from '../src/index.js';
import { addingMembers, done, newPerson, segment } from './audience.js';

let app: TestSubgraph;
let manager: Ask;
beforeAll(async () => {
  app = await testSubgraph(marketing);
  manager = app.as('MANAGER');
});
afterAll(() => app.stop());

describe('the database', () => {
  test('is as the entities say, each table under a policy', async () => {
    expect(await driftOf(marketing, app.databaseName)).toEqual([]);
    const bare = await asSuperuser(app.databaseName, (client) =>
      client.query(
        `select relname from pg_class c where relnamespace = 'marketing'::regnamespace and relkind = 'r' and relname !~ '^migration'
           and (not relrowsecurity or not exists (select from pg_policy where polrelid = c.oid))`,
      ),
    );
    expect(bare.rows).toEqual([]);
  });

  test('shows the segments of people to nobody without an organization, and lets runtime delete no consent', async () => {
    await done(manager, addingMembers, { segmentId: await segment(manager), personIds: [newPerson()] });
    await asRole(app.databaseName, roleOf('marketing', 'runtime'), async (client) => {
      await client.query('set search_path = marketing');
      expect((await client.query('select * from segment_of_person')).rows).toEqual([]);
      await expect(client.query('delete from subscriber_group')).rejects.toThrow('permission denied');
    });
  });
});
