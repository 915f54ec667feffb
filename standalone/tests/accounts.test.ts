import { once } from 'node:events';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocket } from 'ws';
import { cookieHeader } from './cookie-header.js';
import { askWith, graphUrl } from './graph.js';
import { auth, bearer, demoPassword, signIn, type Tokens } from './sign-in.js';

const owner = 'owner@northwind.demo';
const who = { query: '{ viewer { email } organization { slug } }' };
const nora = { viewer: { email: owner }, organization: { slug: 'northwind' } };

/** Asks until the answer is another one: what one process revokes, the gateways hear a moment later. */
async function untilRefused(headers: Record<string, string>) {
  for (;;) {
    const { errors } = await askWith(headers, who);
    if (errors) return errors[0]?.extensions['code'];
  }
}

const signOut = (tokens: Tokens) =>
  auth('POST', '/sign-out', { body: { refreshToken: tokens.refreshToken } });

describe('a demo user', () => {
  test('signs in like anybody, and asks with what they got', async () => {
    const tokens = await signIn(owner);
    expect((await askWith(bearer(tokens), who)).data).toEqual(nora);
    await signOut(tokens);
  });

  test('who signs out is refused with the token that they had', async () => {
    const tokens = await signIn(owner);
    expect((await signOut(tokens)).body).toEqual({
      success: true,
      data: { isSignedOut: true },
      error: null,
      message: null,
    });
    expect(await untilRefused(bearer(tokens))).toBe('UNAUTHENTICATED');
  });

  test('who signs out is sent nothing more over a connection that is open', async () => {
    const tokens = await signIn(owner);
    const socket = new WebSocket(
      `${graphUrl().replace('http', 'ws')}/graphql`,
      GRAPHQL_TRANSPORT_WS_PROTOCOL,
    );
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: bearer(tokens) }));
    await once(socket, 'message');
    const payload = { query: 'subscription { dealChanged { type } }' };
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload }));
    const closed = once(socket, 'close');
    await signOut(tokens);
    const [code, reason] = await closed;
    expect([code, String(reason)]).toEqual([4403, expect.stringContaining('The session has ended')]);
  });

  test('who signs out is sent nothing more as server-sent events', async () => {
    const tokens = await signIn(owner);
    const response = await fetch(`${graphUrl()}/graphql`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...bearer(tokens) },
      body: JSON.stringify({ query: 'subscription { dealChanged { type } }' }),
    });
    expect(response.status).toBe(200);
    const text = response.text();
    await signOut(tokens);
    expect(await text).toContain('The session has ended');
  });
});

describe('a stranger', () => {
  test('runs what makes them somebody, and nothing beside it', async () => {
    const mixed =
      'mutation { signOut(input: {}) { isSignedOut } createPerson(input: { displayName: "X" }) { person { id } } }';
    expect((await askWith({}, { query: mixed })).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    const change =
      'mutation { changePassword(input: { currentPassword: "a", newPassword: "b" }) { isChanged } }';
    expect((await askWith({}, { query: change })).status).toBe(401);
    expect((await askWith({}, { query: '{ mailbox { text } }' })).status).toBe(401);
    expect((await askWith({}, { query: 'mutation { signOut(input: {}) { isSignedOut } }' })).data).toEqual({
      signOut: { isSignedOut: true },
    });
  });

  test('finds nothing of what gateways ask for themselves', async () => {
    const { errors } = await askWith({}, { query: 'subscription { revocations { id } }' });
    expect(errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    const { data } = await askWith({}, { query: '{ __type(name: "Revocation") { name } }' });
    expect(data).toEqual({ __type: null });
  });
});

describe('/api/v1/auth', () => {
  test('signs in, refreshes, lists and ends sessions, and tells mistakes in one envelope', async () => {
    const wrong = await auth('POST', '/sign-in', { body: { email: owner, password: 'wrong password' } });
    expect(wrong).toMatchObject({
      status: 401,
      body: {
        success: false,
        data: null,
        error: { code: 'INVALID', details: [{ path: ['password'] }] },
        message: 'The address or the password is wrong',
      },
      cookies: [],
    });
    const { body, headers } = await auth('POST', '/sign-in', {
      body: { email: owner, password: demoPassword() },
    });
    expect(headers.get('cache-control')).toBe('no-store');
    const refreshed = await auth('POST', '/refresh', {
      body: { refreshToken: body.data.tokens.refreshToken },
    });
    const { tokens } = refreshed.body.data;
    expect((await askWith(bearer(tokens), who)).data).toEqual(nora);

    const listed = await auth('GET', '/sessions', { headers: bearer(tokens) });
    expect(listed.body).toMatchObject({ success: true, pagination: { page: 1, total: expect.any(Number) } });
    const [newest] = listed.body.data;
    expect(newest.address).toMatch(/127\.0\.0\.1/);
    const ended = await auth('DELETE', `/sessions/${newest.id}`, { headers: bearer(tokens) });
    expect(ended).toMatchObject({ status: 200, body: { data: { endedId: newest.id } } });
    expect(await auth('POST', '/refresh', { body: { refreshToken: tokens.refreshToken } })).toMatchObject({
      status: 401,
      body: { success: false, error: { code: 'UNAUTHENTICATED' } },
    });
    expect(await auth('GET', '/sessions')).toMatchObject({ status: 401, body: { success: false } });
    expect(await auth('POST', '/sign-in', { body: { email: 5 } })).toMatchObject({
      status: 400,
      body: { success: false, error: { code: 'BAD_USER_INPUT' } },
    });
  });

  test('gives a browser cookies that its pages cannot read, and no token in a body', async () => {
    const { body, cookies } = await auth('POST', '/sign-in', {
      body: { email: owner, password: demoPassword() },
      headers: { 'x-kith-session': 'cookie' },
    });
    expect(JSON.stringify(body)).not.toMatch(/kith_refresh|eyJ/);
    expect(cookies.map((cookie) => cookie.replace(/=[^;]+/, '').replace(/; Expires=[^;]+/i, ''))).toEqual([
      'kith_access; Path=/; HttpOnly; Secure; SameSite=Lax',
      'kith_refresh; Path=/api/v1/auth; HttpOnly; Secure; SameSite=Strict',
    ]);
    expect((await askWith({ cookie: cookieHeader(cookies) }, who)).data).toEqual(nora);

    const cookie = cookieHeader(cookies, '/api/v1/auth/refresh');
    const refreshed = await auth('POST', '/refresh', {
      headers: { cookie, 'x-kith-session': 'cookie' },
      body: {},
    });
    expect(refreshed.cookies).toHaveLength(2);
    const next = { cookie: cookieHeader(refreshed.cookies, '/api/v1/auth/sign-out') };
    const left = await auth('POST', '/sign-out', { headers: next, body: {} });
    expect(left.cookies).toHaveLength(2);
    for (const emptied of left.cookies) expect(emptied).toMatch(/=;.*Expires=Thu, 01 Jan 1970/i);
    expect(await untilRefused(next)).toBe('UNAUTHENTICATED');
  });

  test('does nothing for a page of another site, cookies or not', async () => {
    const { cookies } = await auth('POST', '/sign-in', {
      body: { email: owner, password: demoPassword() },
      headers: { 'x-kith-session': 'cookie' },
    });
    const cookie = cookieHeader(cookies, '/api/v1/auth/sign-out');
    const simple = { origin: 'https://evil.test', cookie, 'content-type': 'text/plain' };
    const form = await fetch(`${graphUrl()}/api/v1/auth/sign-out`, {
      method: 'POST',
      headers: simple,
      body: '{}',
    });
    expect(form.status).toBeGreaterThanOrEqual(400);
    const bare = await fetch(`${graphUrl()}/api/v1/auth/sign-out`, {
      method: 'POST',
      headers: { origin: 'https://evil.test', cookie },
    });
    expect(bare.status).toBe(403);
    expect((await askWith({ cookie }, who)).data).toEqual(nora);
    const tried = await new Promise<string>((resolve) => {
      const socket = new WebSocket(
        `${graphUrl().replace('http', 'ws')}/graphql`,
        GRAPHQL_TRANSPORT_WS_PROTOCOL,
        {
          headers: { origin: 'https://evil.test', cookie },
        },
      );
      socket.once('open', () => resolve('open'));
      socket.once('error', (error) => resolve(error.message));
    });
    expect(tried).toContain('403');
    await auth('POST', '/sign-out', { headers: { cookie }, body: {} });
  });

  test('lets a page of its own open a WebSocket by its cookie, and nobody who does not say where they come from', async () => {
    const { cookies } = await auth('POST', '/sign-in', {
      body: { email: owner, password: demoPassword() },
      headers: { 'x-kith-session': 'cookie' },
    });
    const cookie = cookieHeader(cookies);
    const answerTo = async (headers: Record<string, string>) => {
      const socket = new WebSocket(
        `${graphUrl().replace('http', 'ws')}/graphql`,
        GRAPHQL_TRANSPORT_WS_PROTOCOL,
        {
          headers,
        },
      );
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'connection_init' }));
      await once(socket, 'message');
      socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: who }));
      const [answer] = await once(socket, 'message');
      socket.close();
      return JSON.parse(String(answer));
    };
    const own = await answerTo({ cookie, origin: graphUrl() });
    expect(own).toMatchObject({ type: 'next', payload: { data: nora } });
    expect(await answerTo({ cookie })).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    const { accessToken } = { accessToken: /kith_access=([^;]+)/.exec(cookie)?.[1] as string };
    await auth('POST', '/sign-out', { headers: bearer({ accessToken }), body: {} });
  });
});
