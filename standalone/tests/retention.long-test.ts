import { randomUUID } from 'node:crypto';
import { roleOf, type Uuid } from '@kith/kernel';
import { type Answer, asRole, asSuperuser } from '@kith/kernel/testing';
import { platformObjects } from '@kith/platform-objects';
import { listener } from './listener.js';
import { type Hearing, startHearing, until } from './with-events.js';

let graph: Hearing;
beforeAll(async () => {
  graph = await startHearing([platformObjects, listener]);
});
afterAll(() => graph.stop());

async function ask(organizationId: Uuid, query: string): Promise<Answer> {
  const endpoint = graph.running.get('platform-objects')?.endpoint;
  const actor = { userId: null, organizationId, role: 'ADMIN', scopes: [] } as const;
  return JSON.parse(JSON.stringify(await endpoint?.execute({ query }, { actor, requestId: 'r' })));
}

/** Puts events into crm's outbox as its role may, each in a change of its own, so many days ago. */
async function tell(organizationId: Uuid, daysAgo: number, count: number): Promise<void> {
  await asRole(graph.database.name, roleOf('crm', 'runtime'), async (client) => {
    await client.query(`set search_path to crm`);
    await client.query(`select set_config('app.organization_id', $1, false)`, [organizationId]);
    for (let done = 0; done < count; done++) {
      await client.query(
        `insert into outbox (id, type, subject_type, subject_id, payload)
         select uuidv7(make_interval(days => -$1::int)), type, 'Deal', uuidv7(), payload
         from (values ('deal.told', '{}'::jsonb), ('row.changed', '{"table": "deal", "operation": "INSERT"}')) as e (type, payload)`,
        [daysAgo],
      );
    }
  });
}

/** How many rows of an organization the tables hold. */
function counts(organizationId: Uuid): Promise<Record<string, number>> {
  return asSuperuser(graph.database.name, async (client) => {
    const tables = ['crm.outbox', 'bus.event', 'platform_objects.event_log', 'platform_objects.audit_entry'];
    const found: Record<string, number> = {};
    for (const table of tables) {
      const { rows } = await client.query(
        `select count(*)::int as count from ${table} where organization_id = $1`,
        [organizationId],
      );
      found[table] = rows[0].count;
    }
    return found;
  });
}

/** Makes what happened at these positions of crm older by so many days, wherever the instant stands. */
async function age(organizationId: Uuid, days: number, upTo: number): Promise<void> {
  await asSuperuser(graph.database.name, async (client) => {
    for (const statement of [
      `update platform_objects.event_log set occurred_at = occurred_at - make_interval(days => $2) where organization_id = $1 and source_position <= $3`,
      `update platform_objects.audit_entry set at = at - make_interval(days => $2) where organization_id = $1 and source_position <= $3`,
      `update bus.event set published_at = published_at - make_interval(days => $2) where organization_id = $1 and position <= $3`,
    ])
      await client.query(statement, [organizationId, days, upTo]);
  });
}

const list = (args: string) => `{ events(${args}) { edges { cursor node { position } } } }`;

test('what is older than the days is removed everywhere, and a cursor that events are missing after says so', async () => {
  const organizationId = randomUUID();
  await tell(organizationId, 40, 3);
  await tell(organizationId, 0, 2);
  await until(async () => (await counts(organizationId))['platform_objects.event_log'] === 5);
  const { data: before } = await ask(organizationId, list('first: 100'));
  const cursors = before.events.edges.map(({ cursor }: { cursor: string }) => cursor);
  await age(organizationId, 40, 6);

  await graph.halt();
  await graph.start(0);
  expect(await counts(organizationId)).toEqual({
    'crm.outbox': 10,
    'bus.event': 10,
    'platform_objects.event_log': 5,
    'platform_objects.audit_entry': 5,
  });

  await graph.halt();
  await graph.start(30);
  const left = {
    'crm.outbox': 4,
    'bus.event': 4,
    'platform_objects.event_log': 2,
    'platform_objects.audit_entry': 2,
  };
  await until(async () => JSON.stringify(await counts(organizationId)) === JSON.stringify(left));
  const { data: after } = await ask(organizationId, list('first: 100'));
  expect(after.events.edges.map(({ node }: { node: { position: string } }) => node.position)).toEqual([
    '4',
    '5',
  ]);

  const codes = [];
  for (const cursor of cursors)
    codes.push(
      (await ask(organizationId, list(`after: "${cursor}"`))).errors?.[0]?.extensions.code ?? 'answered',
    );
  expect(codes).toEqual(['CURSOR_EXPIRED', 'CURSOR_EXPIRED', 'answered', 'answered', 'answered']);
  const backwards = await ask(organizationId, list(`before: "${cursors[1]}", last: 5`));
  expect(backwards.data.events.edges).toEqual([]);

  // What comes later goes on at the next position, though all before it were removed.
  await asSuperuser(graph.database.name, (client) =>
    client.query(`delete from platform_objects.event_log where organization_id = $1`, [organizationId]),
  );
  expect((await ask(organizationId, list(`after: "${cursors[3]}"`))).errors?.[0]?.extensions.code).toBe(
    'CURSOR_EXPIRED',
  );
  await tell(organizationId, 0, 1);
  const next = await until(async () => {
    const { data } = await ask(organizationId, list(`after: "${cursors[4]}"`));
    return data.events.edges.length > 0 && data.events.edges;
  });
  expect(next).toMatchObject([{ node: { position: '6' } }]);
});

test('an event that the bus does not have stays, however old', async () => {
  const organizationId = randomUUID();
  await tell(organizationId, 40, 2);
  await until(async () => (await counts(organizationId))['platform_objects.event_log'] === 2);
  await graph.halt();
  const publishedTo = (position: number) =>
    asSuperuser(graph.database.name, (client) =>
      client.query(`update crm.outbox_published set position = $2 where organization_id = $1`, [
        organizationId,
        position,
      ]),
    );
  await publishedTo(2);
  await graph.expire(listener, 30);
  expect((await counts(organizationId))['crm.outbox']).toBe(2);
  await publishedTo(4);
  await graph.expire(listener, 30);
  expect((await counts(organizationId))['crm.outbox']).toBe(0);
  await graph.start(0);
});

test('the log loses its beginning and nothing else: an old event that came late stays until those before it go', async () => {
  const organizationId = randomUUID();
  await tell(organizationId, 0, 3);
  await until(async () => (await counts(organizationId))['platform_objects.event_log'] === 3);
  const remaining = async () => {
    await graph.expire(platformObjects, 30);
    const { data } = await ask(organizationId, list('first: 100'));
    return data.events.edges.map(({ node }: { node: { position: string } }) => node.position);
  };
  const makeOld = (position: number) =>
    asSuperuser(graph.database.name, (client) =>
      client.query(
        `update platform_objects.event_log set occurred_at = occurred_at - interval '40 days' where organization_id = $1 and position = $2`,
        [organizationId, position],
      ),
    );
  await makeOld(2);
  expect(await remaining()).toEqual(['1', '2', '3']);
  await makeOld(1);
  expect(await remaining()).toEqual(['3']);
});
