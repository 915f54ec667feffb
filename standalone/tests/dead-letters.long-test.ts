import { randomUUID } from 'node:crypto';
import { encodeId, type Role, roleOf, type Uuid } from '@kith/kernel';
import { type Answer, asRole, asSuperuser } from '@kith/kernel/testing';
import { platformObjects } from '@kith/platform-objects';
import { listener, poisonous } from './listener.js';
import { type Hearing, startHearing, until } from './with-events.js';

let graph: Hearing;
beforeAll(async () => {
  graph = await startHearing([platformObjects, listener]);
});
afterAll(() => graph.stop());

const userId = randomUUID();

/** Asks platform-objects as somebody of an organization. */
async function ask(organizationId: Uuid, query: string, variables?: object, role: Role = 'ADMIN') {
  const endpoint = graph.running.get('platform-objects')?.endpoint;
  const actor = { userId, organizationId, role, scopes: [] };
  const request = { query, variables: variables as Record<string, unknown> };
  return JSON.parse(JSON.stringify(await endpoint?.execute(request, { actor, requestId: 'r' }))) as Answer;
}

async function createRecords(organizationId: Uuid, ...titles: string[]): Promise<void> {
  const properties = `[{ name: "title", type: STRING, isDisplayName: true }]`;
  const { errors } = await ask(
    organizationId,
    `mutation { ensureObjectDefinition(input: { name: "badge", pluralName: "badges", properties: ${properties} }) { userErrors { message } } }`,
  );
  expect(errors).toBeUndefined();
  for (const title of titles) {
    const { data } = await ask(
      organizationId,
      `mutation ($input: CreateRecordInput!) { createRecord(input: $input) { userErrors { message } record { id } } }`,
      { input: { definition: 'badge', properties: { title } } },
    );
    expect(data.createRecord.record).not.toBeNull();
  }
}

const whole =
  'id subgraph source sourcePosition type status error tries buriedAt resolvedAt event { type subject }';

async function lettersOf(organizationId: Uuid) {
  const { data, errors } = await ask(
    organizationId,
    `{ deadLetters(first: 100) { nodes { ${whole} } } }`,
    {},
  );
  expect(errors).toBeUndefined();
  return data.deadLetters.nodes;
}

const settledLetter = (organizationId: Uuid, is: (letter: { status: string; tries: number }) => boolean) =>
  until(async () => (await lettersOf(organizationId)).find(is));

async function resolve(organizationId: Uuid, mutation: string, ids: string[]) {
  const input = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const { data } = await ask(
    organizationId,
    `mutation ($input: ${input}!) { ${mutation}(input: $input) { userErrors { code path } deadLetters { id } } }`,
    { input: { ids } },
  );
  return data[mutation];
}

/** What the listener wrote down, in its order. */
function effectsOf(organizationId: Uuid): Promise<string[]> {
  return asSuperuser(graph.database.name, async (client) => {
    const { rows } = await client.query(
      `select name from crm.effect where organization_id = $1 order by id`,
      [organizationId],
    );
    return rows.map(({ name }) => name);
  });
}

test('an event that cannot be handled is seen by admins, and what comes after it is handled', async () => {
  const organizationId = randomUUID();
  poisonous.add('toadstool');
  await createRecords(organizationId, 'bread', 'toadstool', 'butter');
  const letter = await settledLetter(organizationId, () => true);
  expect(letter).toEqual({
    id: expect.stringMatching(/^deadletter_/),
    subgraph: 'crm',
    source: 'platform-objects',
    sourcePosition: expect.stringMatching(/^\d+$/),
    type: 'record.created',
    status: 'BURIED',
    error: 'Error: toadstool is poisonous',
    tries: 2,
    buriedAt: expect.any(String),
    resolvedAt: null,
    event: { type: 'record.created', subject: expect.stringMatching(/^record_/) },
  });
  await until(async () => (await effectsOf(organizationId)).includes('butter'));
  expect(await effectsOf(organizationId)).toEqual(['bread', 'butter']);
});

test('redriven, an event that still fails is buried again, and one that does not takes effect once', async () => {
  const organizationId = randomUUID();
  poisonous.add('hemlock');
  await createRecords(organizationId, 'hemlock', 'jam');
  const { id } = await settledLetter(organizationId, () => true);
  expect(await resolve(organizationId, 'redriveDeadLetters', [id])).toEqual({
    userErrors: [],
    deadLetters: [{ id }],
  });
  await settledLetter(organizationId, ({ status, tries }) => status === 'BURIED' && tries === 3);
  await until(async () => (await effectsOf(organizationId)).includes('jam'));
  expect(await effectsOf(organizationId)).toEqual(['jam']);

  poisonous.delete('hemlock');
  await Promise.all([1, 2, 3].map(() => resolve(organizationId, 'redriveDeadLetters', [id])));
  const handled = await settledLetter(organizationId, ({ status }) => status === 'HANDLED');
  expect(handled.resolvedAt).toEqual(expect.any(String));
  await createRecords(organizationId, 'cheese');
  await until(async () => (await effectsOf(organizationId)).includes('cheese'));
  expect(await effectsOf(organizationId)).toEqual(['jam', 'hemlock', 'cheese']);
  expect(await resolve(organizationId, 'redriveDeadLetters', [id])).toEqual({
    userErrors: [{ code: 'STATE_TRANSITION_NOT_ALLOWED', path: ['ids', '0'] }],
    deadLetters: null,
  });
});

test('discarded, an event is never handled', async () => {
  const organizationId = randomUUID();
  poisonous.add('nightshade');
  await createRecords(organizationId, 'nightshade');
  const { id } = await settledLetter(organizationId, () => true);
  await resolve(organizationId, 'discardDeadLetters', [id]);
  await settledLetter(organizationId, ({ status }) => status === 'DISCARDED');
  poisonous.delete('nightshade');
  const refused = await resolve(organizationId, 'redriveDeadLetters', [id]);
  expect(refused.userErrors).toEqual([{ code: 'STATE_TRANSITION_NOT_ALLOWED', path: ['ids', '0'] }]);
  expect(await effectsOf(organizationId)).toEqual([]);
});

/** Puts events into crm's outbox as its role may, in one change. */
async function tell(organizationId: Uuid, events: readonly [type: string, payload: object][]): Promise<void> {
  await asRole(graph.database.name, roleOf('crm', 'runtime'), async (client) => {
    await client.query('begin; set local search_path to crm');
    await client.query(`select set_config('app.organization_id', $1, true)`, [organizationId]);
    for (const [type, payload] of events)
      await client.query(
        `insert into outbox (type, subject_type, subject_id, payload) values ($1, 'Deal', uuidv7(), $2)`,
        [type, payload],
      );
    await client.query('commit');
  });
}

async function logged(organizationId: Uuid): Promise<string[]> {
  const { data } = await ask(organizationId, '{ events(first: 100) { nodes { type } } }');
  return data.events.nodes.map(({ type }: { type: string }) => type);
}

test('an event that is heard anew, since somebody rebuilds what it makes, is buried anew', async () => {
  const organizationId = randomUUID();
  poisonous.add('foxglove');
  await createRecords(organizationId, 'foxglove', 'tea');
  const { id } = await settledLetter(organizationId, () => true);
  await resolve(organizationId, 'discardDeadLetters', [id]);
  await settledLetter(organizationId, ({ status }) => status === 'DISCARDED');
  await until(async () => (await effectsOf(organizationId)).includes('tea'));
  await graph.halt();
  await asSuperuser(graph.database.name, async (client) => {
    await client.query(`delete from crm.effect where organization_id = $1`, [organizationId]);
    await client.query(`update crm.inbox set position = 0 where organization_id = $1`, [organizationId]);
    await client.query(`update crm.inbox_scan set place = 0`);
  });
  await graph.start(0);
  expect(await settledLetter(organizationId, ({ status }) => status === 'BURIED')).toMatchObject({
    id,
    resolvedAt: null,
  });
  await until(async () => (await effectsOf(organizationId)).includes('tea'));
  expect(await effectsOf(organizationId)).toEqual(['tea']);
});

test('of events that are handled together, only the one that fails is buried', async () => {
  const organizationId = randomUUID();
  await tell(organizationId, [
    ['deal.first', {}],
    ['row.changed', { table: 'deal' }],
    ['deal.third', {}],
    ['deal.fourth', {}],
  ]);
  const letter = await settledLetter(organizationId, () => true);
  expect(letter).toMatchObject({
    subgraph: 'platform-objects',
    source: 'crm',
    sourcePosition: '2',
    type: 'row.changed',
    event: null,
  });
  const events = ['deal.first', 'deal.third', 'deal.fourth', 'dead_letter.created'];
  // Those behind it are handled after it was buried.
  await until(async () => (await logged(organizationId)).length >= events.length);
  expect(await logged(organizationId)).toEqual(events);
  expect(await lettersOf(organizationId)).toHaveLength(1);
});

test('a poisonous event about dead letters is buried without a word, and the next one is heard', async () => {
  const organizationId = randomUUID();
  await tell(organizationId, [['dead_letter.created', { error: 'without an event' }]]);
  await tell(organizationId, [['deal.next', {}]]);
  await until(async () => (await logged(organizationId)).includes('deal.next'));
  await asSuperuser(graph.database.name, async (client) => {
    const { rows: buried } = await client.query(
      `select type, tries from platform_objects.dead_letter where organization_id = $1`,
      [organizationId],
    );
    expect(buried).toEqual([{ type: 'dead_letter.created', tries: 2 }]);
    const { rows: told } = await client.query(
      `select type from platform_objects.outbox where organization_id = $1`,
      [organizationId],
    );
    expect(told).toEqual([]);
  });
  expect(await lettersOf(organizationId)).toEqual([]);
});

test('dead letters are for admins', async () => {
  const organizationId = randomUUID();
  const id = encodeId('DeadLetter', randomUUID());
  const asked = [
    '{ deadLetters { totalCount } }',
    `{ _entities(representations: [{ __typename: "DeadLetter", id: "${id}" }]) { __typename } }`,
    `mutation { redriveDeadLetters(input: { ids: ["${id}"] }) { userErrors { code } } }`,
    `mutation { discardDeadLetters(input: { ids: ["${id}"] }) { userErrors { code } } }`,
  ];
  for (const query of asked) {
    const refused = await ask(organizationId, query, {}, 'MANAGER');
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await ask(organizationId, query, {}, 'ADMIN')).errors).toBeUndefined();
  }
});
