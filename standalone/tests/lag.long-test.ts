import { randomBytes, randomUUID } from 'node:crypto';
import { createLogger, roleOf, type Served, serveEndpoint, type Uuid } from '@kith/kernel';
import { asRole, asSuperuser } from '@kith/kernel/testing';
import { platformObjects } from '@kith/platform-objects';
import { listener } from './listener.js';
import { type Hearing, startHearing, until } from './with-events.js';

let graph: Hearing;
let served: Served;
beforeAll(async () => {
  graph = await startHearing([platformObjects, listener]);
  const endpoint = graph.running.get('platform-objects')?.endpoint;
  if (!endpoint) throw new Error('platform-objects does not run');
  const logger = createLogger('test', 'silent');
  served = await serveEndpoint(endpoint, { host: '127.0.0.1', port: 0, key: randomBytes(32), logger });
});
afterAll(async () => {
  await served.stop();
  await graph.stop();
});

/** The figures that platform-objects tells of what it hears from crm. */
async function figures(): Promise<Record<string, number>> {
  const response = await fetch(`${served.url}/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  const lines = (await response.text()).matchAll(
    /^(\w+)\{subgraph="platform-objects",source="crm"\} ([\d.e+]+)$/gm,
  );
  return Object.fromEntries([...lines].map(([, name, value]) => [name, Number(value)]));
}

async function tell(organizationId: Uuid, type: string): Promise<void> {
  await asRole(graph.database.name, roleOf('crm', 'runtime'), async (client) => {
    await client.query(`set search_path to crm`);
    await client.query(`select set_config('app.organization_id', $1, false)`, [organizationId]);
    await client.query(
      `insert into outbox (type, subject_type, subject_id, payload) values ($1, 'Deal', uuidv7(), '{}')`,
      [type],
    );
  });
}

/** Stops the handling of an organization, as whoever holds its inbox does, until the answer is called. */
async function hold(organizationId: Uuid): Promise<() => void> {
  const held = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  asSuperuser(graph.database.name, async (client) => {
    await client.query('begin');
    await client.query(
      `insert into platform_objects.inbox (organization_id, source, position) values ($1, 'crm', 0)`,
      [organizationId],
    );
    held.resolve();
    await release.promise;
    await client.query('rollback');
  }).catch(held.reject);
  await held.promise;
  return release.resolve;
}

test('what a consumer has not handled is counted, with the age of the oldest', async () => {
  expect(await figures()).toEqual({
    kith_events_behind: 0,
    kith_events_oldest_age_seconds: 0,
    kith_dead_letters: 0,
  });
  const organizationId = randomUUID();
  const release = await hold(organizationId);
  for (const type of ['deal.first', 'deal.second', 'deal.third']) await tell(organizationId, type);
  const before = await until(async () => {
    const now = await figures();
    return now.kith_events_behind === 3 && now;
  });
  expect(before.kith_events_oldest_age_seconds).toBeGreaterThan(0);
  release();
  await until(async () => (await figures()).kith_events_behind === 0);
  expect((await figures()).kith_events_oldest_age_seconds).toBe(0);
});

test('dead letters are counted until they are resolved', async () => {
  const organizationId = randomUUID();
  // A changed row without a table cannot be audited.
  await tell(organizationId, 'row.changed');
  await until(async () => (await figures()).kith_dead_letters === 1);
  const endpoint = graph.running.get('platform-objects')?.endpoint;
  const actor = { userId: null, organizationId, role: 'ADMIN', scopes: [] } as const;
  const ask = async (query: string) => (await endpoint?.execute({ query }, { actor, requestId: 'r' }))?.data;
  const id = await until(async () => {
    const found = JSON.parse(JSON.stringify(await ask('{ deadLetters { nodes { id } } }')));
    return found.deadLetters.nodes[0]?.id as string | undefined;
  });
  await ask(`mutation { discardDeadLetters(input: { ids: ["${id}"] }) { userErrors { code } } }`);
  await until(async () => (await figures()).kith_dead_letters === 0);
});
