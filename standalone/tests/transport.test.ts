import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { serverAudits } from 'graphql-http';
import { request } from 'undici';
import { WebSocket } from 'ws';
import { demoActor, graphUrl, sign } from './graph.js';

const url = () => `${graphUrl()}/graphql`;
const json = { 'content-type': 'application/json' };
const typename = { query: '{ __typename }' };

async function bearer(): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await sign(demoActor('owner@northwind.demo'))}` };
}

describe('GraphQL over HTTP', () => {
  test.each(serverAudits({ url: 'http://replaced' }).map(({ id, name }) => [id, name]))(
    '%s: %s',
    async (id) => {
      const audit = serverAudits({ url }).find((one) => one.id === id);
      const result = await audit?.fn();
      expect(result).toMatchObject({ status: 'ok' });
    },
  );

  test('a batch is refused with a sentence', async () => {
    const response = await fetch(url(), { method: 'POST', headers: json, body: JSON.stringify([typename]) });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  test('an upload of a file is refused with a sentence', async () => {
    const body = new FormData();
    body.set('operations', JSON.stringify(typename));
    body.set('0', new Blob(['x']), 'x.txt');
    const response = await fetch(url(), { method: 'POST', body, headers: { 'x-requested-with': 'test' } });
    expect(response.status).toBe(415);
    const { errors } = (await response.json()) as { errors: { message: string }[] };
    expect(errors[0]?.message).toMatch(/Files are not uploaded/);
  });

  test.each(['PUT', 'DELETE'])('%s is not allowed', async (method) => {
    const response = await fetch(url(), { method, headers: json, body: JSON.stringify(typename) });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST');
  });

  test('a mutation by GET is not allowed, not even to who wants events', async () => {
    const query = new URLSearchParams({ query: 'mutation { __typename }' });
    const headers = await bearer();
    expect((await fetch(`${url()}?${query}`, { headers })).status).toBe(405);
    const accept = { accept: 'text/event-stream', ...headers };
    expect((await fetch(`${url()}?${query}`, { headers: accept })).status).toBe(405);
  });
});

describe('who asks from another site', () => {
  const foreign = { origin: 'https://evil.example' };
  const own = () => ({ origin: graphUrl() });
  const form = { 'content-type': 'text/plain' };

  test.each<[string, Record<string, string>, number]>([
    ['by a form of another page', { ...form, ...foreign }, 403],
    ['with cookies, and nobody knows from where', { ...form, cookie: 'session=1' }, 403],
    ['by a browser that says so', { ...form, 'sec-fetch-site': 'cross-site' }, 403],
    ['without a content type', foreign, 403],
    ['with JSON, for which a browser asks first', { ...json, cookie: 'session=1' }, 200],
  ])('%s', async (_, headers, status) => {
    // fetch sets some of these headers by itself.
    const answer = await request(url(), { method: 'POST', headers, body: JSON.stringify(typename) });
    const body = (await answer.body.json()) as { errors?: { extensions: { code: string } }[] };
    expect(answer.statusCode).toBe(status);
    if (status === 403) expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test.each<[string, () => Record<string, string>, number]>([
    ['a link of another page', () => ({ 'sec-fetch-site': 'cross-site', cookie: 'session=1' }), 403],
    ['a page of here', () => ({ ...own(), cookie: 'session=1' }), 200],
    [
      'an event source of here, which says no origin',
      () => ({ 'sec-fetch-site': 'same-origin', cookie: 'session=1' }),
      200,
    ],
    ['a program', () => ({}), 200],
  ])('a query by GET from %s', async (_, headers, status) => {
    const answer = await request(`${url()}?query={__typename}`, { headers: headers() });
    await answer.body.dump();
    expect(answer.statusCode).toBe(status);
  });

  test('a preflight of a page that is not on the list lets nothing through', async () => {
    const headers = { ...foreign, 'access-control-request-method': 'POST' };
    const answer = await request(url(), { method: 'OPTIONS', headers });
    await answer.body.dump();
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  test.each([
    ['another site', () => foreign.origin, 403],
    ['here', () => graphUrl(), 101],
    ['a program, which says none', () => undefined, 101],
  ])('a WebSocket of a page of %s', async (_, origin, status) => {
    const socket = new WebSocket(url().replace('http', 'ws'), 'graphql-transport-ws', { origin: origin() });
    const answered = await new Promise<number | undefined>((resolve) => {
      socket.once('open', () => resolve(101));
      socket.once('unexpected-response', (_, response) => resolve(response.statusCode));
    });
    socket.on('error', () => undefined);
    socket.terminate();
    expect(answered).toBe(status);
  });
});

describe('the form of answers', () => {
  test('browsers are told to run, frame and guess nothing', async () => {
    const { headers } = await fetch(url(), { method: 'POST', headers: json, body: JSON.stringify(typename) });
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('what is long is sent as %s to who takes it, and is the same', async (encoding, decompress) => {
    const headers = { ...json, ...(await bearer()) };
    const body = JSON.stringify({ query: '{ people(first: 100) { nodes { id displayName } } }' });
    const plain = await request(url(), { method: 'POST', headers, body });
    expect(plain.headers['content-encoding']).toBeUndefined();
    const wanted = await plain.body.text();
    const packed = await request(url(), {
      method: 'POST',
      headers: { ...headers, 'accept-encoding': encoding },
      body,
    });
    expect(packed.headers['content-encoding']).toBe(encoding);
    expect(packed.headers.vary).toMatch(/accept-encoding/i);
    expect(decompress(Buffer.from(await packed.body.arrayBuffer())).toString()).toBe(wanted);
  });

  test.each([
    ['application/json, text/event-stream', 'application/json'],
    ['text/event-stream, multipart/mixed', 'text/event-stream'],
    ['text/event-stream, application/json', 'text/event-stream'],
  ])('who accepts %s gets %s', async (accept, type) => {
    const response = await fetch(url(), {
      method: 'POST',
      headers: { ...json, accept },
      body: JSON.stringify(typename),
    });
    await response.text();
    expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
  });

  test('events are never compressed: they would wait for each other', async () => {
    const headers = {
      ...json,
      ...(await bearer()),
      accept: 'text/event-stream',
      'accept-encoding': 'br, gzip',
      origin: graphUrl(),
    };
    const body = JSON.stringify({ query: '{ people(first: 100) { nodes { id displayName } } }' });
    const answer = await request(url(), { method: 'POST', headers, body });
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(await answer.body.text()).toMatch(/^:\n\nevent: next\ndata: /);
  });
});
