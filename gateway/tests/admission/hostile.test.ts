import { rawSocket } from '../raw-socket.js';
import { idOf, type LimitedGateway, startLimited } from './limited-gateway.js';

let gateway: LimitedGateway;
let user: string;
beforeAll(async () => {
  gateway = await startLimited({
    CONNECTIONS_PER_ADDRESS: '5',
    USER_REQUESTS_PER_MINUTE: '0',
    USER_COST_PER_MINUTE: '0',
    STRANGER_REQUESTS_PER_MINUTE: '0',
  });
  user = await gateway.tokenOf({ userId: idOf(1) });
});
afterAll(() => gateway.stop());

const repeated = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

function nested(depth: number): string {
  return `{ books { ${'... on Book { '.repeat(depth)} id ${'} '.repeat(depth)} } }`;
}

/** Fragments of which each spreads the next twice: 2^40 fields. */
const bomb = `{ books { ...F0 } } ${repeated(40, (index) => `fragment F${index} on Book { ...F${index + 1} ...F${index + 1} }`)} fragment F40 on Book { id }`;
const chain = (length: number) =>
  `{ books { ...F0 } } ${repeated(length, (index) => `fragment F${index} on Book { ...F${index + 1} }`)} fragment F${length} on Book { id }`;

const documents = {
  'aliases by the hundred': [
    `{ ${repeated(101, (index) => `a${index}: __typename`)} }`,
    'GRAPHQL_VALIDATION_FAILED',
    '101 aliases; at most 100',
  ],
  'fields at the root by the hundred': [
    `{ ${repeated(51, () => 'who')} }`,
    'GRAPHQL_VALIDATION_FAILED',
    '51 fields at its root; at most 50',
  ],
  'directives by the hundred': [
    `{ ${repeated(26, () => 'who @skip(if: true) @include(if: true) @skip(if: true) @include(if: true)')} }`,
    'GRAPHQL_VALIDATION_FAILED',
    '104 directives; at most 100',
  ],
  'directives in one place': [
    `{ who ${'@skip(if: true) '.repeat(6)} }`,
    'GRAPHQL_VALIDATION_FAILED',
    '6 directives in one place; at most 5',
  ],
  'a deep nesting': [
    `{ books ${'{ books '.repeat(20)} ${'} '.repeat(20)} }`,
    'GRAPHQL_VALIDATION_FAILED',
    '21 levels deep; at most 20',
  ],
  'a nesting that no parser has room for': [`${'{ a '.repeat(4_900)}`, 'GRAPHQL_PARSE_FAILED', ''],
  'fragments within fragments without end': [
    '{ books { ...A } } fragment A on Book { ...B } fragment B on Book { ...A }',
    'GRAPHQL_VALIDATION_FAILED',
    'Cannot spread fragment "A" within itself.',
  ],
  'a few fragments that spread out to a trillion fields': [
    bomb,
    'GRAPHQL_VALIDATION_FAILED',
    '1099511627777 fields; at most 5000',
  ],
  'a text of too many words': [`{ who ${'who '.repeat(10_000)} }`, 'GRAPHQL_PARSE_FAILED', '10000 tokens'],
} as const;

describe.each(Object.entries(documents))('%s', (_, [query, code, message]) => {
  test('is refused on HTTP, to strangers too', async () => {
    for (const token of [user, undefined]) {
      const { status, body } = await gateway.ask(query, token);
      expect([status, body.data, body.errors[0].extensions]).toEqual([400, undefined, { code }]);
      expect(body.errors[0].message).toContain(message);
    }
  });

  test('is refused on a WebSocket', async () => {
    const socket = await gateway.connect(user);
    socket.say({ id: '1', type: 'subscribe', payload: { query } });
    const { type, payload } = await socket.heardOf('1');
    expect([type, payload[0].extensions]).toEqual(['error', { code }]);
    socket.close();
    await socket.closed;
  });

  test('is refused where events are asked for', async () => {
    const headers = { authorization: `Bearer ${user}`, accept: 'text/event-stream' };
    const { status, body } = await gateway.post({ query }, headers);
    expect([status, body.errors[0].extensions]).toEqual([400, { code }]);
  });
});

test('what is within the limits is asked: long chains of fragments, and inline ones', async () => {
  for (const query of [chain(500), nested(500)])
    expect((await gateway.ask(query, user)).body.data).toMatchObject({ books: [{}] });
});

test('many guesses in one request are refused', async () => {
  const { status, body } = await gateway.post(Array(100).fill({ query: '{ who }' }), {
    authorization: `Bearer ${user}`,
  });
  expect([status, body.errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
});

describe('variables', () => {
  const query = 'query ($of: Int!) { size(of: $of) }';
  const deep = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);

  test('that are nested without end, or hold too much, are refused; both fronts say so alike', async () => {
    for (const more of [deep(1_000), Array(50_001).fill(1)]) {
      for (let time = 0; time < 2; time++) {
        const { status, body } = await gateway.ask(query, user, { of: 1, more });
        expect([status, body.data, body.errors[0].extensions]).toEqual([
          400,
          undefined,
          { code: 'BAD_USER_INPUT' },
        ]);
      }
    }
  });

  test('that are larger than a request may be are not even read', async () => {
    const { status, body } = await gateway.ask(query, user, { of: 1, more: 'x'.repeat(1024 * 1024) });
    expect([status, body.errors[0].extensions.code]).toEqual([413, 'BAD_USER_INPUT']);
  });
});

test('in production nobody is told the schema, neither as a whole nor by guesses', async () => {
  const introspection = await gateway.ask('{ __schema { types { name } } }', user);
  expect(introspection.body.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  const guess = '{ boks { id } }';
  const told = [(await gateway.ask(guess, user)).body.errors[0].message];
  const socket = await gateway.connect(user);
  socket.say({ id: '1', type: 'subscribe', payload: { query: guess } });
  socket.say({ id: '2', type: 'subscribe', payload: { query: '{ __schema { types { name } } }' } });
  const { payload } = await socket.heardOf('1');
  told.push(payload[0].message);
  expect((await socket.heardOf('2')).payload[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(told).toEqual(Array(2).fill('Cannot query field "boks" on type "Query".'));
  socket.close();
  await socket.closed;
});

test('an address has so many connections and no more, and has them again when they are closed', async () => {
  const sockets = await Promise.all(Array.from({ length: 5 }, () => rawSocket(gateway.url)));
  await expect(rawSocket(gateway.url)).rejects.toThrow('429');
  sockets[0]?.close();
  await sockets[0]?.closed;
  sockets[0] = await rawSocket(gateway.url);
  for (const socket of sockets) {
    socket.close();
    await socket.closed;
  }
});
