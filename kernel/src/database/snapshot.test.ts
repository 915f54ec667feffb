import { shelf } from '../../tests/shelf.js';
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
