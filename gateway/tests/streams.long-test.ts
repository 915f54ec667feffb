import {
  caughtUp,
  connected,
  lent,
  loans,
  replace,
  sign,
  subscribed,
  supergraphOf,
  until,
  url,
} from './listening.js';
import { loansSdl } from './loans.js';

test('identical operations share one stream, which ends with its last listener, a quiet one too', async () => {
  const sockets = [await connected(), await connected()];
  for (const socket of sockets) {
    socket.say({ id: '1', type: 'subscribe', payload: { query: lent } });
    socket.say({
      id: '2',
      type: 'subscribe',
      payload: { query: 'subscription   { lent { number } } # the same' },
    });
  }
  await until(() => loans.open() === 1);
  for (const socket of sockets) await caughtUp(socket);
  loans.lend(3);
  for (const socket of sockets)
    for (const id of ['1', '2'])
      expect(await socket.heardOf(id)).toMatchObject({ payload: { data: { lent: { number: 3 } } } });
  expect(loans.open()).toBe(1);
  for (const socket of sockets) socket.close();
  await until(() => loans.open() === 0);
});

test('who does not read is dropped with 1013, and nobody waits for them', async () => {
  const [slow, quick] = [await connected(), await connected()];
  const query = 'subscription { lent { number note(of: 200000) } }';
  for (const socket of [slow, quick]) socket.say({ id: '1', type: 'subscribe', payload: { query } });
  await until(() => loans.open() === 1);
  for (const socket of [slow, quick]) await caughtUp(socket);
  slow.socket.pause();
  for (let number = 0; number < 100; number++) {
    loans.lend(number);
    expect(await quick.heardOf('1')).toMatchObject({ payload: { data: { lent: { number } } } });
  }
  slow.socket.resume();
  expect((await slow.closed).code).toBe(1013);
  expect(slow.unheard.length).toBeLessThan(100);
});

test('another supergraph is gone over to while streams run, and what it has no more is told', async () => {
  const socket = await connected();
  await subscribed(socket, '1', lent);
  await subscribed(socket, '2', 'subscription { lent { number note(of: 1) } }');
  replace(await supergraphOf(loansSdl.replace('note(of: Int!): String!', 'more: Int')), 50);
  expect(await socket.heardOf('2')).toMatchObject({
    type: 'error',
    payload: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  });
  await until(() => loans.open() === 1);
  loans.lend(4);
  expect(await socket.heardOf('1')).toMatchObject({ payload: { data: { lent: { number: 4 } } } });
  replace(await supergraphOf(loansSdl), 50);
});

describe('events over HTTP', () => {
  const post = async (body: object, token: string) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify(body),
    });

  test('end with an error when the token expires, and the stream with them', async () => {
    const response = await post({ query: lent }, await sign(2));
    await until(() => loans.open() === 1);
    const text = await response.text();
    expect(text).toContain('"code":"UNAUTHENTICATED"');
    expect(text.trimEnd().endsWith('event: complete\ndata:')).toBe(true);
    await until(() => loans.open() === 0);
  });

  test('end their stream when the client goes', async () => {
    const leaving = new AbortController();
    const response = await fetch(`${url}/graphql?query=${encodeURIComponent(lent)}`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${await sign()}` },
      signal: leaving.signal,
    });
    await until(() => loans.open() === 1);
    loans.lend(5);
    const { value } = (await response.body?.getReader().read()) ?? {};
    expect(value).toBeDefined();
    leaving.abort();
    await until(() => loans.open() === 0);
  });

  test('do not begin for a token that is not good, nor without an operation', async () => {
    const refused = await post({ query: lent }, 'nonsense');
    expect([refused.status, await refused.json()]).toMatchObject([
      401,
      { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    ]);
    const empty = await post({}, await sign());
    expect([empty.status, await empty.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
  });
});
