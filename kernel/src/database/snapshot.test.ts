import { shelf } from '../../tests/shelf.js';
import { asSuperuser } from '../testing/test-database.js';
import { type TestSubgraph, testSubgraph } from '../testing/test-subgraph.js';
import { Snapshot } from './snapshot.js';

let running: TestSubgraph;
beforeAll(async () => {
  running = await testSubgraph(shelf);
});
afterAll(() => running.stop());

const newSnapshot = () =>
  new Snapshot(running.database, {
    actor: { userId: null, organizationId: running.organizationId, role: 'OWNER', scopes: [] },
    requestId: 'test',
  });

test('what is read when a request has ended gets no connection, whether it had one before or not', async () => {
  const [unread, read] = [newSnapshot(), newSnapshot()];
  expect(await read.query('select 1 as one')).toEqual([{ one: 1 }]);
  for (const snapshot of [unread, read]) {
    await snapshot.end();
    await expect(snapshot.query('select 1 as one')).rejects.toThrow('The request has ended');
  }
});

test('a connection that Postgres ends fails what is read on it and nothing else', async () => {
  const snapshot = newSnapshot();
  await snapshot.query('select 1');
  await asSuperuser(running.databaseName, (client) =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'kith shelf' and state = 'idle in transaction'`,
    ),
  );
  await expect(snapshot.query('select 1')).rejects.toThrow();
  await snapshot.end();
  const next = newSnapshot();
  expect(await next.query('select 1 as one')).toEqual([{ one: 1 }]);
  await next.end();
});
