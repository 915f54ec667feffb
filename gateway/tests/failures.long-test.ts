import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createLogger, httpEndpoint, type Logger, type SubgraphEndpoint, serveEndpoint } from '@kith/kernel';
import {
  createTokenKeys,
  nodeOwners,
  nodesEndpoint,
  nodesSdl,
  signAccessToken,
  startGateway,
} from '../src/index.js';
import { bookId, compose, readers, sdls, shelf } from './library.js';

const silent = createLogger('test', 'silent');
const key = Buffer.alloc(32, 7);
const program = (file: string) => path.resolve(__dirname, '../dist', file);

/** How a program ends that is started with these settings alone. */
async function ended(file: string, env: Record<string, string>): Promise<{ code: number; stderr: string }> {
  const started = promisify(execFile)(process.execPath, [program(file)], { cwd: os.tmpdir(), env });
  return started.then(
    ({ stderr }) => ({ code: 0, stderr }),
    (error: { code: number; stderr: string }) => error,
  );
}

async function open(subgraphs: SubgraphEndpoint[]) {
  const { privateKey, publicKey } = await createTokenKeys();
  const gateway = await startGateway({
    supergraph: await compose({ ...sdls, nodes: nodesSdl(nodeOwners(sdls)) }),
    endpoints: [...subgraphs, nodesEndpoint(sdls, subgraphs)],
    accessTokenKey: publicKey,
    host: '127.0.0.1',
    port: 0,
    isProduction: false,
    logger: silent,
    stopPatienceMs: 100,
  });
  const actor = { userId: null, organizationId: null, role: 'OWNER', scopes: [] } as const;
  return { ...gateway, token: await signAccessToken(actor, privateKey) };
}

test('a subgraph that refuses our actor token is unavailable to the client, and the log says why', async () => {
  const logged: object[] = [];
  const logger = { error: (what: object) => logged.push(what) } as unknown as Logger;
  const served = await serveEndpoint(readers, { host: '127.0.0.1', port: 0, key, logger: silent });
  const wrong = httpEndpoint({
    name: 'readers',
    url: served.url,
    key: Buffer.alloc(32, 8),
    timeoutMs: 2_000,
    logger,
  });
  const { url, token, stop } = await open([shelf, wrong]);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-request-id': 'r-1' },
    body: JSON.stringify({ query: '{ books { id stars } }' }),
  });
  expect([response.status, await response.json()]).toMatchObject([
    200,
    {
      data: { books: [{ id: bookId, stars: null }] },
      errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'readers' } }],
    },
  ]);
  expect(logged).toMatchObject([
    {
      service: 'readers',
      requestId: 'r-1',
      err: { message: expect.stringContaining('actor token is forged') },
    },
  ]);
  await stop();
  await wrong.close();
  await served.stop();
});

test('a subgraph that says it is not ready is named, in this process and behind HTTP', async () => {
  const away: SubgraphEndpoint = { ...shelf, isReady: async () => false };
  const served = await serveEndpoint(
    { ...readers, isReady: async () => false },
    { host: '127.0.0.1', port: 0, key, logger: silent },
  );
  const reached = httpEndpoint({ name: 'readers', url: served.url, key, timeoutMs: 2_000, logger: silent });
  const { url, stop } = await open([away, reached]);
  expect((await fetch(`${served.url}/health/ready`)).status).toBe(503);
  const ready = await fetch(`${url}/health/ready`);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { status: 'not ready', missing: ['shelf', 'readers'], waiting: [] },
  ]);
  await stop();
  await reached.close();
  await served.stop();
});

test('the gateway stops though a client reads nothing of what it asked for', async () => {
  const { url, stop } = await open([shelf, readers]);
  const page = await (await fetch(url)).text();
  const assets = [...page.matchAll(/src="([^"]+)"/g)].map(([, asset]) => asset as string);
  const client = connect(Number(new URL(url).port), '127.0.0.1');
  await new Promise((resolve) => client.once('connect', resolve));
  client.pause();
  client.on('error', () => undefined);
  for (let round = 0; round < 50; round++)
    for (const asset of assets) client.write(`GET ${asset} HTTP/1.1\r\nHost: kith\r\n\r\n`);
  await new Promise((resolve) => client.once('readable', resolve));
  await stop();
  client.destroy();
});

test('a gateway whose port is taken says so and ends, so that whoever supervises it starts it again', async () => {
  const { publicKey } = await createTokenKeys();
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const names = ['IDENTITY', 'PLATFORM_OBJECTS', 'COMMERCE', 'CRM', 'MARKETING', 'NODES'];
  const environment = {
    PORT: String(port),
    METRICS_PORT: '0',
    ACCESS_TOKEN_PUBLIC_KEY: JSON.stringify(publicKey),
    ...Object.fromEntries(
      names.flatMap((name) => [
        [`SUBGRAPH_${name}_URL`, 'http://127.0.0.1:9'],
        [`SUBGRAPH_${name}_KEY`, key.toString('base64')],
      ]),
    ),
  };
  expect(await ended('main.js', environment)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(
      `The gateway does not start: listen EADDRINUSE: address already in use 127.0.0.1:${port}`,
    ),
  });
  taken.close();
});

test.each([
  [
    'main.js',
    { SUPERGRAPH: '' },
    [
      'ACCESS_TOKEN_PUBLIC_KEY is missing',
      'PORT must be',
      'SUBGRAPH_CRM_KEY is missing',
      'SUBGRAPH_NODES_URL is missing',
    ],
  ],
  [
    'main.js',
    { SUPERGRAPH: '/nowhere' },
    ['SUPERGRAPH names no file that can be read: /nowhere', 'PORT must be'],
  ],
  ['nodes/main.js', {}, ['ACTOR_TOKEN_KEY is missing', 'PORT must be', 'SUBGRAPH_COMMERCE_URL is missing']],
])(
  '%s with %j names all mistakes of its configuration at once, wherever it is started',
  async (file, environment, mistakes) => {
    const { code, stderr } = await ended(file, { PORT: 'x', ...environment });
    expect(code).toBe(1);
    for (const mistake of mistakes) expect(stderr).toContain(`\n  ${mistake}`);
  },
);
