import { randomUUID } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { limitSettings, limitsOf } from '@kith/gateway';
import { type Actor, encodeId, readConfiguration } from '@kith/kernel';
import type { Client } from 'graphql-ws';
import { actor } from '../in-process-graph.js';
import { type InProcessGateway, startInProcessGateway } from './in-process-gateway.js';
import { clientOf, open, type Sent, type Watching, watch } from './watching.js';

let running: InProcessGateway;
const clients: Client[] = [];
beforeAll(async () => {
  // A thousand come from one address, some of whom are still leaving when others come.
  const limits = limitsOf(readConfiguration({ CONNECTIONS_PER_ADDRESS: '2000' }, limitSettings));
  running = await startInProcessGateway({ limits });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
});
afterAll(() => running.stop());

function client(as: Actor = actor): Client {
  const made = clientOf(running.url, () => running.tokenOf(as));
  clients.push(made);
  return made;
}

const add = (displayName: string) =>
  running.graph.write('createPerson', 'CreatePersonInput', { displayName });

interface Counts {
  /** Streams that were opened, and requests, by subgraph. */
  readonly streams: Record<string, number>;
  readonly requests: Record<string, number>;
  readonly reads: { count: number };
}

/** Counts what the gateway asks of subgraphs, and how often an outbox is read, while something happens. */
async function counted(happens: () => Promise<void>): Promise<Counts> {
  const counts: Counts = { streams: {}, requests: {}, reads: { count: 0 } };
  const request = (message: unknown) => {
    const { service, kind } = message as { service: string; kind?: string };
    const of = kind === 'subscription' ? counts.streams : counts.requests;
    of[service] = (of[service] ?? 0) + 1;
  };
  const statement = (message: unknown) => {
    if ((message as { text: string }).text.includes('from change')) counts.reads.count++;
  };
  subscribe('kith:subgraph-request', request);
  subscribe('kith:statement', statement);
  try {
    await happens();
  } finally {
    unsubscribe('kith:subgraph-request', request);
    unsubscribe('kith:statement', statement);
  }
  return counts;
}

const federated = `subscription ($after: String) {
  personChanged(after: $after) { cursor type person { displayName contact { jobTitle } deals(first: 1) { totalCount } customer { orderCount } } }
}`;

test('a thousand who ask the same cost one stream, and each event one execution', async () => {
  const watching: Watching[] = [];
  const opening = await counted(async () => {
    for (let count = 0; count < 1_000; count++) watching.push(open(client(), federated));
    for (const one of watching) expect((await one.next()).data).toBeUndefined();
  });
  expect(opening.streams).toEqual({ identity: 1 });
  const sent: Sent[] = [];
  const event = await counted(async () => {
    await add('Seen by a thousand');
    for (const one of watching) sent.push(await one.next());
  });
  // The mutation itself is one request to identity.
  expect(event).toMatchObject({ streams: {}, requests: { identity: 1, crm: 1, commerce: 1 } });
  expect(event.reads.count).toBeLessThanOrEqual(2);
  expect(sent[0]?.data.personChanged.person.displayName).toBe('Seen by a thousand');
  expect(new Set(sent.map((one) => JSON.stringify(one))).size).toBe(1);
});

test('who may see something else, or asks something else, has a stream of their own; who begins elsewhere joins', async () => {
  const viewer = { ...actor, role: 'VIEWER' as const };
  const other = { ...actor, organizationId: randomUUID() };
  const first = await watch(client(), federated);
  await add('A');
  const { extensions } = await first.next();
  await add('B');
  await first.next();
  const { streams } = await counted(async () => {
    const same = await watch(client({ ...actor, userId: randomUUID() }), federated);
    const late = open(client(), federated, { after: extensions?.cursor });
    // One was missed, which the shared stream still has.
    expect((await late.next()).data.personChanged.person.displayName).toBe('B');
    expect((await late.next()).data).toBeUndefined();
    const literal = federated.replace('($after: String)', '').replace('$after', `"${extensions?.cursor}"`);
    const also = open(client(), literal);
    expect((await also.next()).data.personChanged.person.displayName).toBe('B');
    await Promise.all([same.end(), late.end(), also.end()]);
  });
  expect(streams).toEqual({});
  const parted = await counted(async () => {
    await watch(client(viewer), federated);
    await watch(client(other), federated);
    await watch(client(), federated.replace('jobTitle', 'jobTitle leadStatus'));
  });
  expect(parted.streams).toEqual({ identity: 3 });
});

test('who comes back with a cursor that the stream has not kept gets all that was missed, then joins', async () => {
  const first = await watch(client(), federated);
  await add('Before');
  const { extensions } = await first.next();
  const rows = Array.from({ length: 250 }, (_, index) => ({
    displayName: `Missed ${index}`,
    email: `m${index}@kith.test`,
  }));
  for (let count = 0; count < 120; count++) await add(rows[count]?.displayName as string);
  for (let count = 0; count < 120; count++) await first.next();
  const many = Array.from({ length: 50 }, () => open(client(), federated, { after: extensions?.cursor }));
  const { streams } = await counted(async () => {
    for (const late of many) {
      const names: string[] = [];
      for (;;) {
        const { data } = await late.next();
        if (data === undefined) break;
        names.push(data.personChanged.person.displayName);
      }
      expect(names).toEqual(rows.slice(0, 120).map(({ displayName }) => displayName));
    }
  });
  // Those who come back at once with one cursor are one: what was missed is read for all of them.
  expect(streams['identity']).toBeLessThanOrEqual(2);
  await add('After');
  for (const late of many) expect((await late.next()).data.personChanged.person.displayName).toBe('After');
});

test('who comes and goes while events come is told of each once', async () => {
  const first = await watch(client(), federated);
  await add('Begin');
  const begin = await first.next();
  const wander = async (stay: number) => {
    const cursors: string[] = [];
    const own = client();
    let after = begin.extensions?.cursor;
    for (let last = ''; last !== 'End'; ) {
      const watching = open(own, federated, { after });
      for (let count = 0; count < stay && last !== 'End'; count++) {
        const { data, extensions } = await watching.next();
        if (data === undefined) continue;
        after = extensions?.cursor;
        cursors.push(after as string);
        last = data.personChanged.person.displayName;
      }
      await watching.end();
    }
    return cursors;
  };
  const wandering = Array.from({ length: 12 }, (_, index) => wander(1 + (index % 6)));
  for (let count = 0; count < 150; count++) await add(`Number ${count}`);
  await add('End');
  const seen: string[] = [];
  while (seen.length < 151) seen.push((await first.next()).extensions?.cursor as string);
  for (const cursors of await Promise.all(wandering)) expect(cursors).toEqual(seen);
});

test('ten thousand subscriptions that were opened and closed leave nothing', async () => {
  const query = 'subscription ($id: ID) { personChanged(id: $id) { type } }';
  const one = client();
  const some = async (count: number) => {
    for (let opened = 0; opened < count; opened += 50) {
      const ids = Array.from({ length: 50 }, () => encodeId('Person', randomUUID()));
      const watching = ids.map((id) => open(one, query, { id }));
      for (const each of watching) await each.next();
      await Promise.all(watching.map((each) => each.end()));
    }
  };
  const heap = async () => {
    await delay(200);
    setFlagsFromString('--expose-gc');
    runInNewContext('gc')();
    return process.memoryUsage().heapUsed;
  };
  await some(1_000);
  const before = await heap();
  await some(10_000);
  const after = await heap();
  // No outbox is read for anybody: all streams have ended, down to the subgraph.
  const { reads } = await counted(async () => {
    await add('Heard by nobody');
    await delay(300);
  });
  expect(reads.count).toBe(0);
  expect(after - before).toBeLessThan(10 * 1024 * 1024);
});
