import type { Actor, SubgraphEndpoint } from '@kith/kernel';
import type { ExecutionResult } from 'graphql';
import type { SubgraphDocument } from '../../src/engine/ask/document.js';
import { type AskSubgraph, subgraphAsker } from '../../src/engine/ask/subgraphs.js';
import type { GatewayContext } from '../../src/graph/context.js';

const ann: Actor = { userId: 'ann', organizationId: 'o', role: 'OWNER', scopes: [] };
const read: SubgraphDocument = {
  service: 'shelf',
  text: '{ books { id } }',
  operationName: undefined,
  isMutation: false,
  key: 'books',
};
const write: SubgraphDocument = { ...read, text: 'mutation { sell }', isMutation: true, key: 'sell' };
const never = new AbortController().signal;

let ask: AskSubgraph;
/** What the subgraph was asked and has not answered yet. */
let pending: {
  readonly text: string;
  readonly signal?: AbortSignal;
  answer(result: ExecutionResult): void;
}[];
beforeEach(() => {
  pending = [];
  const shelf: SubgraphEndpoint = {
    name: 'shelf',
    execute: ({ query }, _, signal) =>
      new Promise((resolve) => void pending.push({ text: query, signal, answer: resolve })),
  };
  ask = subgraphAsker(new Map([['shelf', shelf]]));
});

const as = (actor: Actor, more: Partial<GatewayContext> = {}): GatewayContext => ({
  actor,
  requestId: 'r',
  ...more,
});
const data = { books: [{ id: 'b' }] };

test('who asks the same while it is being read gets the same answer, and a copy of it', async () => {
  const answers = [ask(read, {}, as(ann), never), ask(read, {}, as(ann), never)];
  expect(pending).toHaveLength(1);
  pending[0]?.answer({ data });
  const [one, other] = await Promise.all(answers);
  expect(one).toEqual(other);
  expect(one?.data).not.toBe(other?.data);
});

test('once it is answered it is asked anew', async () => {
  const first = ask(read, {}, as(ann), never);
  pending[0]?.answer({ data });
  await first;
  void ask(read, {}, as(ann), never);
  expect(pending).toHaveLength(2);
});

test.each<[string, GatewayContext, Record<string, unknown>]>([
  ['another user', as({ ...ann, userId: 'bob' }), {}],
  ['the same user in another organization', as({ ...ann, organizationId: 'p' }), {}],
  ['the same user with another role', as({ ...ann, role: 'VIEWER' }), {}],
  ['the same user with other scopes', as({ ...ann, scopes: ['read'] }), {}],
  ['the same user with other variables', as(ann), { first: 2 }],
  ['who has waited for what a token names', as(ann, { readsAnew: true }), {}],
])('%s does not share it', (_, context, variables) => {
  void ask(read, {}, as(ann), never);
  void ask(read, variables, context, never);
  expect(pending).toHaveLength(2);
});

test('a read that starts after a mutation of the actor was sent joins none from before, nor one from before its end', async () => {
  void ask(read, {}, as(ann), never);
  const written = ask(write, {}, as(ann), never);
  void ask(read, {}, as(ann), never);
  expect(pending).toHaveLength(3);
  pending[1]?.answer({ data: { sell: true } });
  await written;
  void ask(read, {}, as(ann), never);
  void ask(read, {}, as(ann), never);
  expect(pending).toHaveLength(4);
});

test('it is called off when all who wait for it have left, and no sooner', async () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const left = [ask(read, {}, as(ann), one.signal), ask(read, {}, as(ann), other.signal)].map((answer) =>
    answer.catch((error: Error) => error.message),
  );
  one.abort(new Error('gone'));
  expect(pending[0]?.signal?.aborted).toBe(false);
  other.abort(new Error('gone too'));
  expect(pending[0]?.signal?.aborted).toBe(true);
  expect(await Promise.all(left)).toEqual(['gone', 'gone too']);
  void ask(read, {}, as(ann), never);
  expect(pending).toHaveLength(2);
});
