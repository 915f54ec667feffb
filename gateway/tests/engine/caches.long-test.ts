import { Documents } from '../../src/engine/ask/documents.js';
import { SharedReads } from '../../src/engine/ask/shared-reads.js';
import type { Fetch } from '../../src/engine/plan/step.js';
import { smallGraph } from './small-graph.js';

const documents = 10_000;
const mostPrepared = 1_000;
const mostMerged = 64;

test(`of ${documents} documents the newest ${mostPrepared} are kept, however many are refused between them`, async () => {
  const graph = await smallGraph({ one: { sdl: 'type Query { x(of: Int): Int }', resolvers: {} } });
  const textOf = (number: number) => `{ x(of: ${number}) }`;
  const prepare = (number: number) => graph.engine.prepare(textOf(number));
  const prepared = Array.from({ length: documents }, (_, number) => {
    graph.engine.prepare(`{ y${number} }`);
    return prepare(number);
  });
  for (const number of [documents - 1, documents - mostPrepared])
    expect(prepare(number)).toBe(prepared[number]);
  expect(prepare(documents - mostPrepared - 1)).not.toBe(prepared[documents - mostPrepared - 1]);
  await graph.stop();
}, 300_000);

test('a document of half a million characters drives out others of its size', async () => {
  const graph = await smallGraph({ one: { sdl: 'type Query { x(of: Int): Int }', resolvers: {} } });
  const textOf = (number: number) => `{ x(of: ${number}) }#${' '.repeat(500_000)}`;
  const prepared = Array.from({ length: 20 }, (_, number) => graph.engine.prepare(textOf(number)));
  expect(graph.engine.prepare(textOf(19))).toBe(prepared[19]);
  expect(graph.engine.prepare(textOf(0))).not.toBe(prepared[0]);
  await graph.stop();
});

test(`of the ways in which fetches of a plan travel together ${mostMerged} are kept`, () => {
  const fetches = Array.from(
    { length: 20 },
    (_, id) =>
      ({ id, kind: 'query', text: `{ f${id} }`, variableNames: [], represent: null }) as never as Fetch,
  );
  const known = new Documents();
  const pairs = fetches.flatMap((one) =>
    fetches.filter(({ id }) => id > one.id).map((other) => [one, other]),
  );
  const merged = pairs.map((pair) => known.ofAll(pair));
  const { length } = pairs;
  expect(length).toBeGreaterThan(mostMerged);
  for (const index of [length - 1, length - mostMerged])
    expect(known.ofAll(pairs[index] as Fetch[])).toBe(merged[index]);
  expect(known.ofAll(pairs[0] as Fetch[])).not.toBe(merged[0]);
});

test('reads that have ended, however they did, are not kept', async () => {
  const reads = new SharedReads();
  const left = new AbortController();
  const all = [
    reads.read('a', '1', undefined, async () => ({ data: {} })),
    reads.read('a', '2', undefined, () => Promise.reject(new Error('down'))),
    reads.read('b', '1', left.signal, () => new Promise(() => undefined)),
  ];
  expect(reads.size).toBe(3);
  left.abort(new Error('left'));
  await Promise.allSettled(all);
  expect(reads.size).toBe(0);
});
