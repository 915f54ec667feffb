import { setTimeout as delay } from 'node:timers/promises';
import { type Actor, createLogger } from '@kith/kernel';
import { type Engine, openGraph } from '../src/index.js';
import { Subscriptions } from '../src/subscriptions/subscriptions.js';
import { compose } from './library.js';
import { loggedLoansSdl, openLoggedLoans } from './logged-loans.js';

const actor: Actor = { userId: null, organizationId: null, role: 'OWNER', scopes: [] };
const logger = createLogger('test', 'silent');
const loans = openLoggedLoans();
let graph: Awaited<ReturnType<typeof openGraph>>;
/** Executions wait for it. */
let gate: Promise<void> = Promise.resolve();
let subscriptions: Subscriptions;
beforeAll(async () => {
  graph = await openGraph({
    supergraph: await compose({ loans: loggedLoansSdl }),
    endpoints: [loans.endpoint],
    logger,
    isProduction: false,
  });
  const engine = graph.engine();
  const slow: Engine = {
    ...engine,
    async run(...given) {
      await gate;
      return engine.run(...given);
    },
  };
  const endpoints = new Map([['loans', loans.endpoint]]);
  subscriptions = new Subscriptions({ engine: slow, endpoints, errorsOf: graph.errorsOf, logger });
});
afterAll(async () => {
  subscriptions.stop();
  await graph.stop();
});

interface Heard {
  readonly numbers: number[];
  readonly marks: (string | null)[];
  readonly failures: object[];
  leave: () => void;
}

function listen(after: string | null): Heard {
  const heard: Heard = { numbers: [], marks: [], failures: [], leave: () => undefined };
  heard.leave = subscriptions.open(
    { query: 'subscription ($after: String) { lent(after: $after) { number } }', variables: { after } },
    { actor, requestId: 'test' },
    {
      send: ({ json }) => void heard.numbers.push(JSON.parse(json).data.lent.number),
      drained: async () => undefined,
      begun: (cursor) => void heard.marks.push(cursor),
      fail: (errors) => void heard.failures.push(...errors),
      complete: () => undefined,
    },
  );
  return heard;
}

async function until(is: () => boolean): Promise<void> {
  while (!is()) await delay(2);
}

test('who comes when the shared stream lags is told of nothing twice and of everything once', async () => {
  const first = listen(null);
  await until(() => first.marks.length === 1);
  const [begin] = first.marks as [string];
  loans.lend();
  await until(() => first.numbers.length === 1);
  // The shared stream stands before the gate with the second, and the third waits behind it.
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = promise;
  loans.lend();
  loans.lend();
  await delay(20);
  gate = Promise.resolve();
  const late = listen(begin);
  await until(() => late.marks.length === 1);
  expect(late.numbers).toEqual([1, 2, 3]);
  expect(late.marks).toEqual(['3']);
  expect(first.numbers).toEqual([1]);
  resolve();
  await until(() => first.numbers.length === 3);
  loans.lend();
  await until(() => late.numbers.length > 3);
  expect([first.numbers, late.numbers]).toEqual([
    [1, 2, 3, 4],
    [1, 2, 3, 4],
  ]);
  first.leave();
  expect(loans.open()).toBe(1);
  late.leave();
  await until(() => loans.open() === 0);
  expect(subscriptions.size).toBe(0);
});

test('who comes back after more than is kept, and after much, gets all of it', async () => {
  const first = listen(null);
  await until(() => first.marks.length === 1);
  const [begin] = first.marks as [string];
  for (let count = 0; count < 500; count++) loans.lend();
  await until(() => first.numbers.length === 500);
  const late = Array.from({ length: 20 }, () => listen(begin));
  await until(() => late.every(({ marks }) => marks.length === 1));
  loans.lend();
  await until(() => late.every(({ numbers }) => numbers.length === 501));
  for (const { numbers, failures } of [first, ...late]) {
    expect(numbers).toEqual(first.numbers);
    expect(failures).toEqual([]);
  }
  for (const { leave } of [first, ...late]) leave();
  await until(() => loans.open() === 0);
});
