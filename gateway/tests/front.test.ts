import { createLogger } from '@kith/kernel';
import { request } from 'undici';
import { readOrigins } from '../src/front/origins.js';
import { readTrustProxy } from '../src/front/trust-proxy.js';
import { createTokenKeys, type RunningGateway, startGateway } from '../src/index.js';
import { compose, sdls, shelf } from './library.js';
import { rawSocket } from './raw-socket.js';

const app = 'https://app.example.com';
const foreign = 'https://evil.example';
let supergraph: string;
const opened: RunningGateway[] = [];
beforeAll(async () => {
  supergraph = await compose({ shelf: sdls.shelf });
});
afterAll(() => Promise.all(opened.map((gateway) => gateway.stop())));

async function serving(origins: string | undefined): Promise<string> {
  const { publicKey } = await createTokenKeys();
  const gateway = await startGateway({
    supergraph,
    endpoints: [shelf],
    accessTokenKey: publicKey,
    corsOrigins: readOrigins(origins),
    host: '127.0.0.1',
    port: 0,
    isProduction: true,
    logger: createLogger('test', 'silent'),
  });
  opened.push(gateway);
  return gateway.url;
}

async function preflight(url: string, origin: string) {
  const { headers, body } = await request(`${url}/graphql`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,authorization',
    },
  });
  await body.dump();
  return {
    origin: headers['access-control-allow-origin'],
    credentials: headers['access-control-allow-credentials'],
    headers: headers['access-control-allow-headers'],
  };
}

async function simply(url: string, headers: Record<string, string>): Promise<number> {
  const { statusCode, body } = await request(`${url}/graphql?query={__typename}`, { headers });
  await body.dump();
  return statusCode;
}

test('pages of origins on the list may ask, with their cookies, and those of others may not', async () => {
  const url = await serving(`https://other.example, ${app}`);
  expect(await preflight(url, app)).toEqual({
    origin: app,
    credentials: 'true',
    headers: 'content-type,authorization',
  });
  expect((await preflight(url, foreign)).origin).toBeUndefined();
  const cookie = 'session=1';
  expect(await simply(url, { origin: app, cookie })).toBe(200);
  expect(await simply(url, { origin: foreign, cookie })).toBe(403);
  expect(await simply(url, { origin: foreign })).toBe(403);
  const socket = await rawSocket(url, 'graphql-transport-ws', { origin: app });
  socket.close();
  await expect(rawSocket(url, 'graphql-transport-ws', { origin: foreign })).rejects.toThrow('403');
});

test('with * pages of all origins may ask, but never with cookies', async () => {
  const url = await serving('*');
  const { origin, credentials } = await preflight(url, foreign);
  expect([origin, credentials]).toEqual(['*', undefined]);
  expect(await simply(url, { origin: foreign })).toBe(200);
  expect(await simply(url, { origin: foreign, cookie: 'session=1' })).toBe(403);
});

test.each(['app.example.com', 'https://app.example.com/', 'https://a.example,x'])(
  '%s is no list of origins, and is told so',
  (raw) => {
    expect(() => readOrigins(raw)).toThrow(/must be \* or origins like/);
  },
);

test.each<[string | undefined, boolean[]]>([
  [undefined, [false, false, false]],
  ['1', [true, false, false]],
  ['2', [true, true, false]],
  ['10.0.0.0/8', [true, false, true]],
  ['10.0.0.1, 192.168.0.1', [true, true, false]],
])('of the proxies before it, TRUST_PROXY=%s believes those', (raw, believed) => {
  const trust = readTrustProxy(raw);
  expect(['10.0.0.1', '192.168.0.1', '10.9.9.9'].map((address, hop) => trust(address, hop))).toEqual(
    believed,
  );
});

test('what is neither a number nor networks is no setting of proxies', () => {
  expect(() => readTrustProxy('yes')).toThrow(/must say how many proxies/);
});
