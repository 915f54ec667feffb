import { readFileSync } from 'node:fs';
import path from 'node:path';
import { nodesEndpoint, type RunningGateway, startGateway } from '@kith/gateway';
import { openIdProvider } from '@kith/identity';
import { createLogger } from '@kith/kernel';
import {
  client,
  type LocalProvider,
  startLocalProvider,
} from '../../subgraphs/identity/tests/local-provider.js';
import { subgraphs } from '../src/subgraphs.js';
import { cookieHeader } from './cookie-header.js';
import { type InProcessGraph, startInProcess } from './in-process-graph.js';

let provider: LocalProvider;
let graph: InProcessGraph;
let gateway: RunningGateway;
beforeAll(async () => {
  const user = { subject: '1', name: 'Grace', email: 'grace@kith.test', isVerified: true };
  provider = await startLocalProvider(user);
  graph = await startInProcess({ providers: { google: openIdProvider(client, provider.url) } });
  const sdls = Object.fromEntries(subgraphs.map(({ name, sdl }) => [name, sdl]));
  gateway = await startGateway({
    supergraph: readFileSync(path.resolve(__dirname, '../../schema/supergraph.graphql'), 'utf8'),
    endpoints: [...graph.endpoints, nodesEndpoint(sdls, graph.endpoints)],
    accessTokenKey: graph.accessTokenKey,
    host: '127.0.0.1',
    port: 0,
    isProduction: true,
    logger: createLogger('test', 'silent'),
  });
});
afterAll(async () => {
  await gateway.stop();
  await graph.stop();
  await provider.stop();
});

async function go(route: string, cookies: readonly string[] = []) {
  const cookie = cookieHeader(cookies, '/api/v1/auth/oauth');
  const response = await fetch(`${gateway.url}/api/v1/auth/oauth${route}`, {
    redirect: 'manual',
    headers: { ...(cookie && { cookie }) },
  });
  await response.arrayBuffer();
  const { status, headers } = response;
  return { status, location: headers.get('location') ?? '', cookies: headers.getSetCookie() };
}

async function toProviderAndBack() {
  const begun = await go('/google?returnTo=%2Finbox%3Ftab%3D1');
  expect(begun.status).toBe(303);
  expect(begun.location).toContain(provider.url);
  const { headers } = await fetch(begun.location, { redirect: 'manual' });
  const back = new URL(headers.get('location') as string);
  expect(back.origin + back.pathname).toBe('http://kith.test/api/v1/auth/oauth/google/callback');
  return { kept: begun.cookies, query: back.search };
}

test('a browser comes back from a provider with the cookies of a session, and goes where it wanted', async () => {
  const { kept, query } = await toProviderAndBack();
  expect(kept).toEqual([expect.stringMatching(/^kith_oauth=.*HttpOnly; Secure; SameSite=Lax$/)]);
  const { status, location, cookies } = await go(`/google/callback${query}`, kept);
  expect({ status, location }).toEqual({ status: 303, location: '/inbox?tab=1' });
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookieHeader(cookies) },
    body: JSON.stringify({ query: '{ sessions { totalCount } }' }),
  });
  expect(await response.json()).toMatchObject({ data: { sessions: { totalCount: 1 } } });
});

test('a browser that did not go there is not signed in by somebody else’s answer', async () => {
  const { query } = await toProviderAndBack();
  const other = await toProviderAndBack();
  for (const kept of [[], other.kept]) {
    const came = await go(`/google/callback${query}`, kept);
    expect(came).toEqual({ status: 303, location: '/?refusal=EXPIRED', cookies: [] });
  }
});

test('whom the provider does not vouch for is told so where they wanted to go', async () => {
  Object.assign(provider.user, { subject: '2', email: 'other@kith.test', isVerified: false });
  const { kept, query } = await toProviderAndBack();
  const { location, cookies } = await go(`/google/callback${query}`, kept);
  expect(location).toBe('/inbox?tab=1&refusal=ADDRESS_NOT_VERIFIED_THERE');
  expect(cookies).toEqual([expect.stringMatching(/^kith_oauth=;/)]);
});

test('a provider that is not set up is not found', async () => {
  expect((await go('/github')).status).toBe(404);
});
