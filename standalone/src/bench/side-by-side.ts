import { deepStrictEqual } from 'node:assert';
import type { Figures } from './in-turns.js';
import { type Asked, ask, measure, type Target } from './load.js';
import { printTable } from './table.js';

const windows = 10;
/** Code is compiled as it runs often: a server that runs for weeks is at its own speed. */
const warmUp = 15;

/** Makes sure that each target answers each request as the first one does, as far as `read` looks. */
export async function expectSameAnswers(
  [first, ...others]: readonly Target[],
  read: (answer: unknown) => unknown,
): Promise<void> {
  for (const [index, request] of first?.requests.entries() ?? []) {
    const answered = await ask(first as Target, request);
    if ((answered as { errors?: unknown }).errors)
      throw new Error(`${first?.name} fails: ${JSON.stringify(answered).slice(0, 1000)}`);
    const expected = read(answered);
    for (const other of others) {
      const answer = await ask(other, other.requests[index] as Asked);
      deepStrictEqual(read(answer), expected, `${other.name} answers request ${index} otherwise`);
    }
  }
}

/** Measures with one connection and with eight; each column of ratios is to the target that it names. */
export async function compareSpeed(targets: readonly Target[], to: readonly string[]): Promise<void> {
  for (const connections of [1, 8]) {
    const figures = await measure(targets, connections, windows, connections === 1 ? warmUp : 1);
    const title = connections === 1 ? 'one connection' : `${connections} connections`;
    process.stdout.write(`\n${title}, ${windows} rounds\n`);
    printTable([
      ['', 'requests/s', 'p50 ms', 'p99 ms', ...to.map((name) => `of ${name}`)],
      ...[...figures].map(([name, figure]) => [
        name,
        figure.perSecond.toFixed(0),
        figure.p50Ms.toFixed(1),
        figure.p99Ms.toFixed(1),
        ...to.map((other) => (figure.perSecond / (figures.get(other) as Figures).perSecond).toFixed(2)),
      ]),
    ]);
  }
}
