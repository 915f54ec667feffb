import { bookId } from './library.js';
import {
  caughtUp,
  connect,
  connectAs,
  connected,
  lent,
  loans,
  sign,
  subscribed,
  until,
  url,
} from './listening.js';
import { rawSocket } from './raw-socket.js';

describe('a connection', () => {
  test('is acknowledged once it has said who it is', async () => {
    await connected();
  });

  test('of a stranger is acknowledged, and gets no more than the name of the root', async () => {
    const socket = await connect();
    socket.say({ type: 'connection_init' });
    expect(await socket.heard()).toEqual({ type: 'connection_ack' });
    socket.say({ id: '1', type: 'subscribe', payload: { query: '{ __typename }' } });
    expect(await socket.heardOf('1')).toMatchObject({
      type: 'next',
      payload: { data: { __typename: 'Query' } },
    });
    expect(await socket.heardOf('1')).toEqual({ id: '1', type: 'complete' });
    socket.say({ id: '2', type: 'subscribe', payload: { query: lent } });
    expect(await socket.heardOf('2')).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test.each([
    ['no JSON', 'hello'],
    ['no message', '{"id": "1"}'],
    ['of no type', '{"type": "start"}'],
    ['a list', '[]'],
    ['a subscription without an id', { type: 'subscribe', payload: { query: lent } }],
    ['a subscription with an empty id', { id: '', type: 'subscribe', payload: { query: lent } }],
    ['a subscription without a query', { id: '1', type: 'subscribe', payload: {} }],
    ['what only a server says', { type: 'connection_ack' }],
    ['a result', { id: '1', type: 'next', payload: { data: null } }],
  ])('that says %s is closed with 4400', async (_, message) => {
    const socket = await connected();
    socket.say(message);
    expect((await socket.closed).code).toBe(4400);
  });

  test('that subscribes before it is acknowledged is closed with 4401', async () => {
    const socket = await connect();
    socket.say({ id: '1', type: 'subscribe', payload: { query: lent } });
    expect(await socket.closed).toEqual({ code: 4401, reason: 'Unauthorized' });
  });

  test('with a token that is not good is closed with 4403', async () => {
    for (const token of ['nonsense', await sign(-10)]) {
      const socket = await connect();
      socket.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
      expect(await socket.closed).toEqual({ code: 4403, reason: 'Forbidden' });
    }
  });

  test('whose token expires is closed with 4403, and its streams end', async () => {
    const socket = await connectAs(await sign(2));
    await subscribed(socket, '1', lent);
    expect(await socket.closed).toEqual({ code: 4403, reason: 'The access token has expired' });
    await until(() => loans.open() === 0);
  });

  test.each([['graphql-ws'], ['nonsense']])('that speaks %s is closed with 4406', async (protocol) => {
    const socket = await connect(protocol);
    expect(await socket.closed).toEqual({ code: 4406, reason: 'Subprotocol not acceptable' });
  });

  test('that speaks several protocols is heard in ours', async () => {
    expect((await connect(['graphql-ws', 'graphql-transport-ws'])).socket.protocol).toBe(
      'graphql-transport-ws',
    );
  });

  test('that never says who it is is closed with 4408', async () => {
    const socket = await connect();
    socket.say({ type: 'ping' });
    expect(await socket.closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' });
  });

  test('that uses an id twice at once is closed with 4409, and may use it again afterwards', async () => {
    const socket = await connected();
    for (const round of [1, 2]) {
      socket.say({ id: '1', type: 'subscribe', payload: { query: '{ who }' } });
      expect(await socket.heardOf('1')).toMatchObject({
        type: 'next',
        payload: { data: { who: expect.any(String) } },
      });
      expect(await socket.heardOf('1')).toMatchObject({ type: 'complete' });
      expect(round).toBeLessThan(3);
    }
    await subscribed(socket, '1', lent);
    socket.say({ id: '1', type: 'subscribe', payload: { query: lent } });
    expect(await socket.closed).toEqual({ code: 4409, reason: 'Subscriber for 1 already exists' });
    await until(() => loans.open() === 0);
  });

  test('that says twice who it is is closed with 4429', async () => {
    const socket = await connected();
    socket.say({ type: 'connection_init' });
    expect(await socket.closed).toEqual({ code: 4429, reason: 'Too many initialisation requests' });
    const hasty = await connect();
    hasty.say({ type: 'connection_init' });
    hasty.say({ type: 'connection_init' });
    expect((await hasty.closed).code).toBe(4429);
  });

  test('that says too much at once is closed with 1009', async () => {
    const socket = await connected();
    socket.say({ type: 'ping', payload: { text: 'x'.repeat(1024 * 1024) } });
    expect((await socket.closed).code).toBe(1009);
  });

  test('elsewhere is refused', async () => {
    await expect(rawSocket(`${url}/elsewhere`)).rejects.toThrow('404');
  });
});

test('a ping is answered with a pong, before and after the acknowledgement, and a pong with nothing', async () => {
  const socket = await connect();
  socket.say({ type: 'ping' });
  expect(await socket.heard()).toEqual({ type: 'pong' });
  socket.say({ type: 'pong', payload: { a: 1 } });
  socket.say({ type: 'connection_init' });
  expect(await socket.heard()).toEqual({ type: 'connection_ack' });
  socket.say({ type: 'ping', payload: { a: 1 } });
  expect(await socket.heard()).toEqual({ type: 'pong', payload: { a: 1 } });
});

describe('an operation', () => {
  test('that is a subscription gets each event, whatever it selects of whichever subgraph', async () => {
    const socket = await connected();
    await subscribed(socket, '1', 'subscription { lent { number book { id title mine: stars } } }');
    for (const number of [1, 2]) {
      loans.lend(number);
      expect(await socket.heardOf('1')).toEqual({
        id: '1',
        type: 'next',
        payload: { data: { lent: { number, book: { id: bookId, title: 'Emma', mine: 4 } } } },
      });
    }
  });

  test('whose stream ends is complete', async () => {
    const socket = await connected();
    await subscribed(socket, '1', 'subscription { lent(atMost: 1) { number } }');
    loans.lend(1);
    expect(await socket.heardOf('1')).toMatchObject({ type: 'next' });
    expect(await socket.heardOf('1')).toEqual({ id: '1', type: 'complete' });
  });

  test.each([
    ['is no GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['does not fit the graph', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['lacks a variable', 'subscription ($n: Int!) { lent(atMost: $n) { number } }', 'BAD_USER_INPUT'],
    ['may not', 'subscription { forbidden { number } }', 'FORBIDDEN'],
  ])('that %s gets an error, and no complete after it', async (_, query, code) => {
    const socket = await connected();
    socket.say({ id: '1', type: 'subscribe', payload: { query } });
    expect(await socket.heardOf('1')).toMatchObject({
      id: '1',
      type: 'error',
      payload: [{ extensions: { code } }],
    });
    await caughtUp(socket);
    expect(socket.unheard).toEqual([]);
  });

  test('that is completed hears no more, even when it is during a push, and others go on', async () => {
    const socket = await connected();
    await subscribed(socket, '1', lent);
    socket.say({ id: '2', type: 'subscribe', payload: { query: lent } });
    socket.say({
      id: '3',
      type: 'subscribe',
      payload: { query: 'subscription { lent { number book { title } } }' },
    });
    await until(() => loans.open() === 2);
    await caughtUp(socket);
    const ofId = (id: string) => socket.unheard.filter((message) => (message as { id?: string }).id === id);
    socket.say({ id: '1', type: 'complete' });
    await caughtUp(socket);
    loans.lend(7);
    // Its title may still be asked for when it is completed.
    socket.say({ id: '3', type: 'complete' });
    await caughtUp(socket);
    const before = ofId('3').length;
    await until(() => loans.open() === 1);
    loans.lend(8);
    for (const number of [7, 8])
      expect(await socket.heardOf('2')).toMatchObject({ payload: { data: { lent: { number } } } });
    await caughtUp(socket);
    expect(ofId('1')).toEqual([]);
    expect(ofId('3')).toHaveLength(before);
    socket.say({ id: '2', type: 'complete' });
    await until(() => loans.open() === 0);
    await caughtUp(socket);
    expect(ofId('2')).toEqual([]);
  });

  test('that nobody knows may be completed', async () => {
    const socket = await connected();
    socket.say({ id: 'unknown', type: 'complete' });
    await caughtUp(socket);
    expect(socket.unheard).toEqual([]);
  });

  test('beyond the hundredth at once is refused, and the connection lives on', async () => {
    const socket = await connected();
    for (let id = 1; id <= 101; id++)
      socket.say({ id: String(id), type: 'subscribe', payload: { query: lent } });
    expect(await socket.heardOf('101')).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'OPERATION_NOT_ALLOWED' } }],
    });
    loans.lend(1);
    expect(await socket.heardOf('100')).toMatchObject({ type: 'next' });
  });
});
