import type { Actor } from '@kith/kernel';
import type { GatewayContext } from '../../src/graph/context.js';
import { type SmallGraph, smallGraph } from './small-graph.js';

/** Requests that wait until they are let go on. */
let gates: PromiseWithResolvers<void>[] = [];
let isGated = false;
let count = 0;

async function pass(): Promise<void> {
  if (!isGated) return;
  const gate = Promise.withResolvers<void>();
  gates.push(gate);
  await gate.promise;
}

const counters = {
  sdl: `
type Query { counter: Counter! now(of: Int): Int }
type Mutation { add: Counter! }
type Subscription { counted: Counter }
type Counter @key(fields: "id") { id: ID! value: Int owner: Person }
type Person @key(fields: "id", resolvable: false) { id: ID! }`,
  resolvers: {
    Query: {
      counter: async () => {
        await pass();
        return { id: '1', value: count, owner: { id: '5' } };
      },
      now: () => count,
    },
    Mutation: {
      add: async () => {
        await pass();
        count++;
        return { id: '1', value: count, owner: { id: '5' } };
      },
    },
  },
};

const people = {
  sdl: 'type Query { friend: Person } type Person @key(fields: "id") { id: ID! name: String }',
  resolvers: {
    Person: {
      __resolveReference: async ({ id }: { id: string }) => {
        await pass();
        return { id, name: `P${id}` };
      },
    },
  },
};

const actor = (userId: string, scopes: string[] = []): Actor => ({
  userId,
  organizationId: 'o',
  role: 'OWNER',
  scopes,
});

let graph: SmallGraph;
beforeAll(async () => {
  graph = await smallGraph({ counters, people });
});
afterAll(() => graph.stop());
beforeEach(() => {
  gates = [];
  isGated = false;
  count = 0;
  graph.asked.length = 0;
});

function run(query: string, context: Partial<GatewayContext> = {}) {
  const prepared = graph.engine.prepare(query);
  if ('errors' in prepared) throw prepared.errors[0];
  return graph.engine.run(prepared, {}, { actor: actor('a'), requestId: 'r', ...context });
}

/** Waits until so many requests stand before their gates. */
async function untilWaiting(wanted: number): Promise<void> {
  while (gates.length < wanted) await new Promise(setImmediate);
}

function letGo(): void {
  for (const gate of gates) gate.resolve();
}

const read = '{ counter { value owner { name } } }';

test('identical reads of one actor that are under way are one, and each has an answer of its own', async () => {
  isGated = true;
  const [one, other] = [run(read), run(read)];
  await untilWaiting(1);
  letGo();
  await untilWaiting(2);
  letGo();
  const answers = await Promise.all([one, other]);
  const expected = { data: { counter: { value: 0, owner: { name: 'P5' } } } };
  expect(answers).toEqual([expected, expected]);
  expect(graph.asked.map(({ service }) => service)).toEqual(['counters', 'people']);
});

test('those of another user, of other scopes, or with other variables are not', async () => {
  isGated = true;
  const all = [
    run(read),
    run(read, { actor: actor('b') }),
    run(read, { actor: actor('a', ['x']) }),
    run(read, { actor: { ...actor('a'), organizationId: 'p' } }),
    run(read, { actor: null }),
  ];
  await untilWaiting(5);
  isGated = false;
  letGo();
  await Promise.all(all);
  expect(graph.asked.filter(({ service }) => service === 'counters')).toHaveLength(5);
});

test('a read joins none that its actor began before a mutation was sent, nor before it was done', async () => {
  isGated = true;
  const before = run(read);
  await untilWaiting(1);
  const mutation = run('mutation { add { value } }');
  await untilWaiting(2);
  const during = run(read);
  await untilWaiting(3);
  (gates[1] as PromiseWithResolvers<void>).resolve();
  expect(await mutation).toEqual({ data: { add: { value: 1 } } });
  const after = run(read);
  await untilWaiting(4);
  isGated = false;
  letGo();
  await Promise.all([before, during, after]);
  expect(graph.asked.filter(({ query }) => query.includes('counter{value'))).toHaveLength(3);
});

test('who leaves ends a read that nobody else waits for, and nothing further is asked', async () => {
  isGated = true;
  const [leaving, other] = [new AbortController(), new AbortController()];
  const one = run(read, { signal: leaving.signal });
  const two = run(read, { signal: other.signal });
  await untilWaiting(1);
  leaving.abort(new Error('left'));
  expect(await one).toMatchObject({ data: null, errors: [{ message: 'left' }] });
  expect(graph.asked[0]?.signal?.aborted).toBe(false);
  other.abort(new Error('left too'));
  expect(await two).toMatchObject({ data: null, errors: [{ message: 'left too' }] });
  expect(graph.asked[0]?.signal?.aborted).toBe(true);
  letGo();
  isGated = false;
  await run('{ now }');
  expect(graph.asked.map(({ service }) => service)).toEqual(['counters', 'counters']);
});

test('a mutation that was sent is not called off, and no other is sent', async () => {
  isGated = true;
  const leaving = new AbortController();
  const asked = run('mutation { a: add { value } b: add { value owner { name } } }', {
    signal: leaving.signal,
  });
  await untilWaiting(1);
  leaving.abort(new Error('left'));
  expect(await asked).toMatchObject({ errors: [{ message: 'left' }] });
  expect(graph.asked.map(({ signal }) => signal)).toEqual([undefined]);
  isGated = false;
  letGo();
  await run('{ now }');
  expect(graph.asked.filter(({ service }) => service === 'people')).toEqual([]);
});

test('what the deadline leaves undone is null, with one error; what is there is answered', async () => {
  const late = await smallGraph({ counters, people: { ...people, resolvers: never } }, { deadlineMs: 200 });
  const { data, errors } = await late.ask(read);
  expect(data).toEqual({ counter: { value: 0, owner: { name: null } } });
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['TIMEOUT']);
  expect(late.asked.map(({ signal }) => signal?.aborted)).toEqual([false, true]);
  await late.stop();
});

const never = { Person: { __resolveReference: () => new Promise(() => undefined) } };

test('a subscription shows its primary fetch, and runs the rest on what an event has brought', async () => {
  const prepared = graph.engine.prepare('subscription { counted { value owner { name } } }');
  if ('errors' in prepared) throw prepared.errors[0];
  expect(prepared.primary).toMatchObject({ service: 'counters', kind: 'subscription', variableNames: [] });
  expect(prepared.primary?.text).toMatch(/^subscription/);
  const first = { data: { counted: { value: 3, owner: { __typename: 'Person', id: '5' } } } };
  const context = { actor: actor('a'), requestId: 'r' };
  const expected = { data: { counted: { value: 3, owner: { name: 'P5' } } } };
  for (const _ of [1, 2]) expect(await graph.engine.run(prepared, {}, context, { first })).toEqual(expected);
  expect(graph.asked.map(({ service }) => service)).toEqual(['people', 'people']);
});

test('another supergraph can be served while operations run; one that is none changes nothing', async () => {
  isGated = true;
  const old = graph.engine;
  const running = run(read);
  await untilWaiting(1);
  expect(() => graph.replace('type Query { x: Int }')).toThrow();
  expect(graph.engine).toBe(old);
  graph.replace(`${graph.supergraph}\n# another`);
  expect(graph.engine).not.toBe(old);
  isGated = false;
  letGo();
  expect(await running).toEqual({ data: { counter: { value: 0, owner: { name: 'P5' } } } });
  expect(await run('{ now }')).toEqual({ data: { now: 0 } });
});
