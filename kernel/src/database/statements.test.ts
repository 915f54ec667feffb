import { randomUUID } from 'node:crypto';
import { shelf } from '../../tests/shelf.js';
import { type TestSubgraph, testSubgraph } from '../testing/test-subgraph.js';
import { Snapshot } from './snapshot.js';

let running: TestSubgraph;
beforeAll(async () => {
  running = await testSubgraph(shelf);
});
afterAll(() => running.stop());

const [one, other] = [randomUUID(), randomUUID()];

test.each([
  [[one]],
  [[one, other, one]],
  [[`${one},${other}`]],
  [[`${one},${other}`, '']],
  [[one, '', other]],
  [['', '']],
  [['null', one]],
  [[null, one]],
  [[one.toUpperCase(), `{${other}}`, '"', '\\']],
  [[]],
])('%j arrives as it is', async (texts) => {
  const { database, organizationId } = running;
  const actor = { userId: null, organizationId, role: 'OWNER', scopes: [] } as const;
  const snapshot = new Snapshot(database, { actor, requestId: 'test' });
  expect(await snapshot.query('select $1::text[] as read', [texts])).toEqual([{ read: texts }]);
  await snapshot.end();
});
