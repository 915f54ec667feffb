import { randomBytes } from 'node:crypto';
import { begin, commit, look } from '../../tests/raw.js';
import { shelf } from '../../tests/shelf.js';
import type { Actor } from '../access/actor.js';
import { encodeId } from '../graph/id.js';
import { createLogger } from '../log.js';
import { type TestSubgraph, testSubgraph } from '../testing/test-subgraph.js';
import { httpEndpoint } from './http-endpoint.js';
import { serveEndpoint } from './serve.js';

const logger = createLogger('test', 'silent');
const query = `{ book(id: "${encodeId('Book', '01890000-0000-7000-8000-000000000001')}") { title } }`;

let running: TestSubgraph;
let actor: Actor;
beforeAll(async () => {
  running = await testSubgraph(shelf);
  actor = { userId: null, organizationId: running.organizationId, role: 'OWNER', scopes: [] };
});
afterAll(() => running.stop());

/** Waits until so many statements stand before a lock in this database. */
async function untilWaiting(count: number): Promise<void> {
  const waiting =
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  while ((await look(running, waiting)).length !== count);
}

/** A table that nobody can read, so that whoever reads it stands in Postgres. */
async function locked(work: () => Promise<void>): Promise<void> {
  const holder = await begin(running);
  await holder.query('lock table book in access exclusive mode');
  try {
    await work();
  } finally {
    await commit(holder);
  }
}

test('a read that nobody waits for ends in Postgres, and gives its connection back', async () => {
  await locked(async () => {
    const leaving = new AbortController();
    const asked = running.endpoint.execute({ query }, { actor, requestId: 'r' }, leaving.signal);
    await untilWaiting(1);
    leaving.abort();
    expect(await asked).toMatchObject({ errors: [{ extensions: { code: 'TIMEOUT' } }] });
    await untilWaiting(0);
  });
  expect(await running.endpoint.execute({ query }, { actor, requestId: 'r' })).toEqual({
    data: { book: null },
  });
});

test('over HTTP it ends when the connection closes', async () => {
  const key = randomBytes(32);
  const served = await serveEndpoint(running.endpoint, { host: '127.0.0.1', port: 0, key, logger });
  const reached = httpEndpoint({ name: 'shelf', url: served.url, key, timeoutMs: 60_000, logger });
  await locked(async () => {
    const leaving = new AbortController();
    const asked = reached.execute({ query }, { actor, requestId: 'r' }, leaving.signal);
    const refused = expect(asked).rejects.toThrow('nobody waits');
    await untilWaiting(1);
    leaving.abort(new Error('nobody waits'));
    await refused;
    await untilWaiting(0);
  });
  await reached.close();
  await served.stop();
});
