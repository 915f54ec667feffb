import { randomBytes, randomUUID } from 'node:crypto';
import {
  type Actor,
  createLogger,
  encodeId,
  handleEvents,
  type Role,
  type Served,
  serveEndpoint,
  signActorToken,
  type Uuid,
} from '@kith/kernel';
import { asSuperuser, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { type Client, createClient } from 'graphql-ws';
import { platformObjects } from '../src/index.js';
import { event } from './event.js';

const key = randomBytes(32);
let app: TestSubgraph;
let served: Served;
const clients: Client[] = [];
beforeAll(async () => {
  app = await testSubgraph(platformObjects);
  const logger = createLogger('test', 'error');
  served = await serveEndpoint(app.endpoint, { host: '127.0.0.1', port: 0, key, logger });
});
afterAll(async () => {
  for (const client of clients) await client.dispose();
  await served.stop();
  await app.stop();
});

const actorOf = (organizationId: Uuid, role: Role): Actor => ({
  userId: null,
  organizationId,
  role,
  scopes: [],
});

function clientWith(token: string): Client {
  const client = createClient({
    url: `${served.url.replace('http', 'ws')}/graphql`,
    connectionParams: { 'x-kith-actor': token, 'x-request-id': 'r' },
    retryAttempts: 0,
    lazyCloseTimeout: 0,
  });
  clients.push(client);
  return client;
}

/** Subscribes as a member of an organization, with these arguments. */
function watch(organizationId: Uuid, args = '', role: Role = 'MANAGER') {
  const token = signActorToken(actorOf(organizationId, role), 'platform-objects', key);
  const field = `events${args && `(${args})`} { cursor node { position type payload person { id } } }`;
  return clientWith(token).iterate<{ events: { cursor: string; node: { position: string; type: string } } }>({
    query: `subscription { ${field} }`,
  });
}

type Watched = ReturnType<typeof watch>;

async function next(watched: Watched) {
  const { value, done } = await watched.next();
  expect({ done, errors: value?.errors }).toEqual({ done: false, errors: undefined });
  return (value as { data: { events: { cursor: string; node: { position: string; type: string } } } }).data
    .events;
}

const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);

async function log(organizationId: Uuid, first: number, last: number, type?: string): Promise<void> {
  const events = upTo(last)
    .slice(first - 1)
    .map((position) => event(organizationId, 'crm', position, type ? { type } : {}));
  await handleEvents(app.database, platformObjects.handlers, events);
}

test('what is behind a cursor comes first, then what happens, each once and in order', async () => {
  const organizationId = randomUUID();
  await log(organizationId, 1, 250);
  const { data } = await app.as(
    'MANAGER',
    organizationId,
  )('{ events(first: 20) { pageInfo { endCursor } } }');
  const watched = watch(organizationId, `after: "${data.events.pageInfo.endCursor}"`);
  const positions: number[] = [];
  const writing = log(organizationId, 251, 400);
  while (positions.at(-1) !== 400) positions.push(Number((await next(watched)).node.position));
  await writing;
  expect(positions).toEqual(upTo(400).slice(20));
  await watched.return?.();
});

test('without a cursor it begins with what happens from now on', async () => {
  const organizationId = randomUUID();
  await log(organizationId, 1, 3, 'deal.before');
  const watched = watch(organizationId);
  let position = 3;
  const first = next(watched);
  let isHeard = false;
  void first.then(() => {
    isHeard = true;
  });
  while (!isHeard) {
    position++;
    await log(organizationId, position, position, 'deal.after');
  }
  expect((await first).node.type).toBe('deal.after');
  await watched.return?.();
});

test('a broken connection is gone on from its last cursor, with nothing lost and nothing twice', async () => {
  const organizationId = randomUUID();
  await log(organizationId, 1, 1);
  const { data } = await app.as('MANAGER', organizationId)('{ events { edges { cursor } } }');
  let { cursor } = data.events.edges[0];
  const positions: string[] = [];
  for (const round of upTo(3)) {
    const watched = watch(organizationId, `after: "${cursor}"`);
    await log(organizationId, round * 4 - 2, round * 4 + 1);
    for (const _ of upTo(3)) {
      const { node, cursor: last } = await next(watched);
      positions.push(node.position);
      cursor = last;
    }
    await watched.return?.();
  }
  expect(positions).toEqual(upTo(10).slice(1).map(String));
});

test('only what is wanted comes, though others wrote between, here and in other organizations', async () => {
  const [organizationId, other, subjectId] = [randomUUID(), randomUUID(), randomUUID()];
  await log(organizationId, 1, 1);
  const { data } = await app.as('MANAGER', organizationId)('{ events { edges { cursor } } }');
  const after = `after: "${data.events.edges[0].cursor}"`;
  const won = watch(organizationId, `${after}, types: ["deal.won"]`);
  const ofSubject = watch(organizationId, `${after}, subject: "${encodeId('Order', subjectId)}"`);
  await log(other, 1, 5, 'deal.won');
  await log(organizationId, 2, 4);
  await log(organizationId, 5, 5, 'deal.won');
  await handleEvents(app.database, platformObjects.handlers, [
    event(organizationId, 'crm', 6, { subjectId, type: 'deal.lost' }),
  ]);
  expect((await next(won)).node).toMatchObject({ position: '5', type: 'deal.won' });
  expect((await next(ofSubject)).node).toMatchObject({ position: '6', type: 'deal.lost' });
  await log(organizationId, 7, 7, 'deal.won');
  expect((await next(won)).node.position).toBe('7');
  await Promise.all([won.return?.(), ofSubject.return?.()]);
});

test('what another process of the subgraph wrote is heard without a wake-up of ours', async () => {
  const organizationId = randomUUID();
  await log(organizationId, 1, 1);
  const { data } = await app.as('MANAGER', organizationId)('{ events { edges { cursor } } }');
  const watched = watch(organizationId, `after: "${data.events.edges[0].cursor}"`);
  await asSuperuser(app.databaseName, (client) =>
    client.query(
      `insert into platform_objects.event_log (organization_id, id, position, source, source_position, type, version, subject_type, subject_id, occurred_at, payload)
       values ($1, uuidv7(), 2, 'crm', 2, 'deal.elsewhere', 1, 'Deal', uuidv7(), now(), '{}')`,
      [organizationId],
    ),
  );
  expect((await next(watched)).node.type).toBe('deal.elsewhere');
  await watched.return?.();
});

/** The first answer of a subscription that is refused. */
async function refusal(watched: Watched): Promise<unknown> {
  const { value } = await watched.next();
  return (value as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;
}

test('a cursor that events are missing after, one of nothing, and who may not, are refused', async () => {
  const organizationId = randomUUID();
  await log(organizationId, 1, 3);
  const { data } = await app.as('MANAGER', organizationId)('{ events { edges { cursor } } }');
  await asSuperuser(app.databaseName, (client) =>
    client.query(`delete from platform_objects.event_log where organization_id = $1 and position < 3`, [
      organizationId,
    ]),
  );
  const [first, second] = data.events.edges as { cursor: string }[];
  expect(await refusal(watch(organizationId, `after: "${first?.cursor}"`))).toBe('CURSOR_EXPIRED');
  expect((await next(watch(organizationId, `after: "${second?.cursor}"`))).node.position).toBe('3');
  expect(await refusal(watch(organizationId, 'after: "nonsense"'))).toBe('BAD_USER_INPUT');
  expect(await refusal(watch(organizationId, 'subject: "nonsense"'))).toBe('BAD_USER_INPUT');
  expect(await refusal(watch(organizationId, '', 'MEMBER'))).toBe('FORBIDDEN');
});

test('a subscription of rare events is not ended by the removal of others that it has passed', async () => {
  const organizationId = randomUUID();
  await log(organizationId, 1, 1);
  const { data } = await app.as('MANAGER', organizationId)('{ events { edges { cursor } } }');
  const args = `after: "${data.events.edges[0].cursor}", types: ["deal.won"]`;
  const watched = watch(organizationId, args);
  await log(organizationId, 2, 2, 'deal.won');
  expect((await next(watched)).node.position).toBe('2');
  const all = watch(organizationId, `after: "${data.events.edges[0].cursor}"`);
  await log(organizationId, 3, 9);
  for (const _ of upTo(8)) await next(all);
  await log(organizationId, 10, 10, 'deal.won');
  expect((await next(watched)).node.position).toBe('10');
  await log(organizationId, 11, 12);
  for (const _ of upTo(3)) await next(all);
  await asSuperuser(app.databaseName, (client) =>
    client.query(`delete from platform_objects.event_log where organization_id = $1 and position < 11`, [
      organizationId,
    ]),
  );
  await log(organizationId, 13, 13, 'deal.won');
  expect((await next(watched)).node.position).toBe('13');
  await Promise.all([watched.return?.(), all.return?.()]);
});

test('who shows no actor token, or one for another subgraph, is shown the door', async () => {
  const actor = actorOf(randomUUID(), 'OWNER');
  for (const token of [
    '',
    signActorToken(actor, 'crm', key),
    signActorToken(actor, 'platform-objects', key, 0),
  ]) {
    const watched = clientWith(token).iterate({ query: 'subscription { events { cursor } }' });
    await expect(watched.next()).rejects.toMatchObject({ code: 4403 });
  }
});

test('queries are answered over the same connection', async () => {
  const organizationId = randomUUID();
  await log(organizationId, 1, 2);
  const token = signActorToken(actorOf(organizationId, 'MANAGER'), 'platform-objects', key);
  const asked = clientWith(token).iterate({ query: '{ events { totalCount } }' });
  expect(await asked.next()).toMatchObject({ value: { data: { events: { totalCount: 2 } } } });
  const wrong = clientWith(token).iterate({ query: 'subscription { nothing }' });
  expect(await wrong.next()).toMatchObject({
    value: { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
  });
});
