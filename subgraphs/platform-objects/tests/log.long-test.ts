import { randomUUID } from 'node:crypto';
import { type DomainEvent, encodeId, handleEvents, type Uuid } from '@kith/kernel';
import { type Answer, asRole, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { platformObjects } from '../src/index.js';
import { sources } from '../src/log/on-anything-happened.js';
import { event } from './event.js';

let app: TestSubgraph;
beforeAll(async () => {
  app = await testSubgraph(platformObjects);
});
afterAll(() => app.stop());

const handle = (events: readonly DomainEvent[]) =>
  handleEvents(app.database, platformObjects.handlers ?? [], events);

/** All that a connection holds, page by page. */
async function all(organizationId: Uuid, field: string, nodes: string, args = 'first: 7') {
  const found: Answer['data'][] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors }: Answer = await app.as('OWNER', organizationId)(
      `query ($after: String) { list: ${field}(${args}, after: $after) { nodes { ${nodes} } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    expect(errors).toBeUndefined();
    found.push(...data.list.nodes);
    if (!data.list.pageInfo.hasNextPage) return found;
    after = data.list.pageInfo.endCursor;
  }
}

const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);

test('positions have no gap while all five sources write at once, and each source keeps its order', async () => {
  const organizationId = randomUUID();
  const bySource = sources.map((source) =>
    upTo(40).map((position) => event(organizationId, source, position)),
  );
  await Promise.all(
    bySource.map(async (events) => {
      for (let from = 0; from < events.length; from += 4) await handle(events.slice(from, from + 4));
    }),
  );
  const logged = await all(organizationId, 'events', 'id position source', 'first: 100');
  expect(logged.map(({ position }) => Number(position))).toEqual(upTo(200));
  for (const [index, events] of bySource.entries())
    expect(logged.filter(({ source }) => source === sources[index]).map(({ id }) => id)).toEqual(
      events.map(({ id }) => encodeId('DomainEvent', id)),
    );
});

test('an event that comes twice, or at the same time twice, is in the log once', async () => {
  const organizationId = randomUUID();
  const events = upTo(5).map((position) => event(organizationId, 'crm', position));
  await Promise.all([handle(events), handle(events)]);
  await handle(events.slice(2));
  expect((await all(organizationId, 'events', 'position')).map(({ position }) => position)).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5',
  ]);
});

test('what could not be logged leaves no gap behind', async () => {
  const organizationId = randomUUID();
  await handle([event(organizationId, 'crm', 1)]);
  await expect(handle([event(organizationId, 'crm', 2, { subjectId: 'none' })])).rejects.toThrow('uuid');
  await handle([event(organizationId, 'commerce', 1), event(organizationId, 'commerce', 2)]);
  expect((await all(organizationId, 'events', 'position')).map(({ position }) => position)).toEqual([
    '1',
    '2',
    '3',
  ]);
});

test('the log is read by type and subject, and goes on from a cursor with what came since', async () => {
  const organizationId = randomUUID();
  const [person, user] = [randomUUID(), randomUUID()];
  const first = event(organizationId, 'commerce', 1, {
    type: 'order.placed',
    personId: person,
    actorId: user,
    cause: { source: 'crm', position: 12 },
  });
  await handle([first, event(organizationId, 'commerce', 2)]);
  const ask = app.as('MANAGER', organizationId);
  const whole = `id position type version source subjectType subject person { id } actor { id } requestId cause occurredAt payload`;
  const { data } = await ask(
    `{ events(types: ["order.placed"], subject: "${encodeId('Order', first.subjectId)}") { totalCount nodes { ${whole} } pageInfo { endCursor } } }`,
  );
  const id = encodeId('DomainEvent', first.id);
  expect(data.events).toMatchObject({
    totalCount: 1,
    nodes: [
      {
        id,
        position: '1',
        type: 'order.placed',
        version: 1,
        source: 'commerce',
        subjectType: 'Order',
        subject: encodeId('Order', first.subjectId),
        person: { id: encodeId('Person', person) },
        actor: { id: encodeId('User', user) },
        requestId: 'r-1',
        cause: 'crm/12',
        occurredAt: first.occurredAt,
        payload: { total: '29.50' },
      },
    ],
  });
  await handle([event(organizationId, 'crm', 1)]);
  const later = await ask(`{ events(after: "${data.events.pageInfo.endCursor}") { nodes { position } } }`);
  expect(later.data.events.nodes).toEqual([{ position: '2' }, { position: '3' }]);
  const other = await ask(`{ events(subject: "${encodeId('Deal', first.subjectId)}") { totalCount } }`);
  expect(other.data.events.totalCount).toBe(0);
  const wrong = await ask('{ events(subject: "nonsense") { totalCount } }');
  expect(wrong.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('changed rows are in the audit and not in the log, the latest first, by entity, actor and time', async () => {
  const organizationId = randomUUID();
  const [subjectId, actorId] = [randomUUID(), randomUUID()];
  const row = (position: number, hour: number, operation: string, [before, after]: (object | null)[]) =>
    event(organizationId, 'commerce', position, {
      type: 'row.changed',
      subjectId,
      actorId: hour === 9 ? actorId : null,
      occurredAt: `2026-03-01T0${hour}:00:00.000Z`,
      payload: { table: 'customer_order', operation, before, after },
    });
  await handle([
    row(1, 8, 'INSERT', [null, { order_number: 7 }]),
    row(2, 9, 'UPDATE', [{ total_units: 5_000 }, { total_units: 295_000 }]),
    event(organizationId, 'commerce', 3),
  ]);
  const nodes =
    'operation source table entityType entity before after actor { id } requestId address userAgent at';
  const entries = await all(
    organizationId,
    'auditEntries',
    nodes,
    `first: 1, entity: "${encodeId('Order', subjectId)}"`,
  );
  expect(entries).toEqual([
    {
      operation: 'UPDATE',
      source: 'commerce',
      table: 'customer_order',
      entityType: 'Order',
      entity: encodeId('Order', subjectId),
      before: { total: '0.50' },
      after: { total: '29.50' },
      actor: { id: encodeId('User', actorId) },
      requestId: 'r-1',
      address: '192.0.2.7',
      userAgent: 'a browser',
      at: '2026-03-01T09:00:00.000Z',
    },
    expect.objectContaining({ operation: 'INSERT', before: null, after: { orderNumber: 7 }, actor: null }),
  ]);
  const operations = async (args: string) =>
    (await all(organizationId, 'auditEntries', 'operation', args)).map(({ operation }) => operation);
  expect(await operations(`actor: "${encodeId('User', actorId)}"`)).toEqual(['UPDATE']);
  expect(await operations('between: { from: "2026-03-01T07:00:00Z", to: "2026-03-01T08:00:00Z" }')).toEqual([
    'INSERT',
  ]);
  expect((await all(organizationId, 'events', 'position')).map(({ position }) => position)).toEqual(['1']);
});

test('changes are counted by week, for who made them and for whom they speak of', async () => {
  const organizationId = randomUUID();
  const [actorId, personId, subjectId] = [randomUUID(), randomUUID(), randomUUID()];
  const row = (position: number, occurredAt: string, more: Partial<DomainEvent>) =>
    event(organizationId, 'crm', position, {
      type: 'row.changed',
      occurredAt,
      subjectId,
      payload: { table: 'deal', operation: 'UPDATE' },
      ...more,
    });
  await handle([
    row(1, '2026-03-01T23:59:59.999Z', { actorId }),
    row(2, '2026-03-02T00:00:00.000Z', { actorId, personId }),
    row(3, '2026-03-08T12:00:00.000Z', { actorId, subjectId: randomUUID() }),
    row(4, '2026-03-08T12:00:00.000Z', { personId }),
    row(5, '2026-04-01T00:00:00.000Z', { actorId }),
  ]);
  const count = async (by: string) => {
    const { data, errors } = await app.as(
      'ADMIN',
      organizationId,
    )(
      `{ changeCounts(by: ${by}, between: { from: "2026-02-01T00:00:00Z", to: "2026-03-31T00:00:00Z" }) {
         week user { id } person { id } changes entities } }`,
    );
    expect(errors).toBeUndefined();
    return data.changeCounts;
  };
  const [user, person] = [{ id: encodeId('User', actorId) }, { id: encodeId('Person', personId) }];
  expect(await count('USER')).toEqual([
    { week: '2026-02-23', user, person: null, changes: 1, entities: 1 },
    { week: '2026-03-02', user, person: null, changes: 2, entities: 2 },
    { week: '2026-03-02', user: null, person: null, changes: 1, entities: 1 },
  ]);
  expect(await count('PERSON')).toEqual([
    { week: '2026-03-02', user: null, person, changes: 2, entities: 1 },
  ]);
});

test('the log is for managers and the audit for admins, as lists and by id', async () => {
  const organizationId = randomUUID();
  const events = [
    event(organizationId, 'crm', 1),
    event(organizationId, 'crm', 2, { type: 'row.changed', payload: { table: 'deal', operation: 'INSERT' } }),
  ];
  await handle(events);
  const [logged, entry] = events as [DomainEvent, DomainEvent];
  const reference = (typeName: string, id: Uuid) =>
    `{ _entities(representations: [{ __typename: "${typeName}", id: "${encodeId(typeName, id)}" }]) { __typename } }`;
  const asked = {
    events: '{ events { totalCount } }',
    event: reference('DomainEvent', logged.id),
    audit: '{ auditEntries { totalCount } }',
    entry: reference('AuditEntry', entry.id),
  };
  const refusals = async (role: 'VIEWER' | 'MEMBER' | 'MANAGER' | 'ADMIN') => {
    const ask = app.as(role, organizationId);
    const refused = [];
    for (const [name, query] of Object.entries(asked))
      if ((await ask(query)).errors?.[0]?.extensions.code === 'FORBIDDEN') refused.push(name);
    return refused;
  };
  expect(await refusals('VIEWER')).toEqual(['events', 'event', 'audit', 'entry']);
  expect(await refusals('MEMBER')).toEqual(['events', 'event', 'audit', 'entry']);
  expect(await refusals('MANAGER')).toEqual(['audit', 'entry']);
  expect(await refusals('ADMIN')).toEqual([]);
});

test('an organization sees nothing of another', async () => {
  const [mine, others] = [randomUUID(), randomUUID()];
  const theirs = event(others, 'crm', 1);
  await handle([theirs]);
  await handle([
    event(others, 'crm', 2, { type: 'row.changed', payload: { table: 'deal', operation: 'INSERT' } }),
  ]);
  const ask = app.as('OWNER', mine);
  const { data } = await ask(
    `{ events { totalCount nodes { id } } auditEntries { totalCount nodes { id } }
       _entities(representations: [{ __typename: "DomainEvent", id: "${encodeId('DomainEvent', theirs.id)}" }]) { __typename } }`,
  );
  expect(data).toEqual({
    events: { totalCount: 0, nodes: [] },
    auditEntries: { totalCount: 0, nodes: [] },
    _entities: [null],
  });
});

test('the past of the log is not asked for: it is the past', async () => {
  for (const field of ['events', 'auditEntries']) {
    const { errors } = await app.as('OWNER')(
      `query @asOf(at: "2026-01-01T00:00:00Z") { ${field} { totalCount } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  }
});

test.each(['event_log', 'audit_entry'])(
  'nobody who answers requests can change or delete in %s',
  async (table) => {
    await asRole(app.databaseName, 'kith_platform_objects_runtime', async (client) => {
      await client.query(`select set_config('app.organization_id', $1, false)`, [app.organizationId]);
      for (const statement of [
        `update platform_objects.${table} set source = 'nobody'`,
        `delete from platform_objects.${table}`,
      ])
        await expect(client.query(statement)).rejects.toThrow('permission denied');
    });
  },
);
