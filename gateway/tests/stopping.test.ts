import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createLogger, type Served, type SubgraphEndpoint, serveEndpoint } from '@kith/kernel';
import { Agent, request } from 'undici';
import { createTokenKeys, signAccessToken } from '../src/index.js';
import { compose, sdls, shelf } from './library.js';
import { rawSocket } from './raw-socket.js';

/** Resolves when the subgraph is asked, and lets it answer when it is told to. */
let asked = Promise.withResolvers<void>();
let answering = Promise.withResolvers<void>();
const slow: SubgraphEndpoint = {
  name: 'shelf',
  async execute(request, origin) {
    asked.resolve();
    await answering.promise;
    return shelf.execute(request, origin);
  },
};

const key = randomBytes(32);
let folder: string;
let served: Served;
let environment: NodeJS.ProcessEnv;
let authorization: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kith-stopping-'));
  const supergraph = path.join(folder, 'supergraph.graphql');
  await writeFile(supergraph, await compose({ shelf: sdls.shelf }));
  const logger = createLogger('test', 'silent');
  served = await serveEndpoint(slow, { host: '127.0.0.1', port: 0, key, logger });
  const { publicKey, privateKey } = await createTokenKeys();
  const actor = { userId: null, organizationId: null, role: 'OWNER' as const, scopes: [] };
  authorization = `Bearer ${await signAccessToken(actor, privateKey)}`;
  environment = {
    ...process.env,
    NODE_OPTIONS: '',
    PORT: '0',
    METRICS_PORT: '0',
    SUPERGRAPH: supergraph,
    SUBGRAPH_SHELF_URL: served.url,
    SUBGRAPH_SHELF_KEY: key.toString('base64'),
    ACCESS_TOKEN_PUBLIC_KEY: JSON.stringify(publicKey),
    LOG_LEVEL: 'info',
  };
});
beforeEach(() => {
  asked = Promise.withResolvers();
  answering = Promise.withResolvers();
});
afterAll(async () => {
  await served.stop();
  await rm(folder, { recursive: true });
});

/** A gateway as a process of its own. */
async function startProcess() {
  const program = path.resolve(__dirname, '../dist/main.js');
  const child = spawn(process.execPath, [program], {
    env: environment,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  for await (const line of createInterface(child.stderr)) {
    const { msg, url } = JSON.parse(line) as { msg: string; url: string };
    if (msg === 'serving') return { child, url };
  }
  throw new Error('The gateway has ended before it served');
}

const query = '{ books { id title } }';

test('what runs when a process is told to end is answered, and then it ends', async () => {
  const { child, url } = await startProcess();
  child.stderr.resume();
  // It keeps its connections, as browsers do.
  const browser = new Agent({ keepAliveTimeout: 60_000 });
  const headers = { authorization, 'content-type': 'application/json' };
  const post = { method: 'POST', headers, body: JSON.stringify({ query }), dispatcher: browser } as const;
  const socket = await rawSocket(url);
  const listener = await rawSocket(url);
  for (const one of [socket, listener]) {
    one.say({ type: 'connection_init', payload: { authorization } });
    expect(await one.heard()).toEqual({ type: 'connection_ack' });
  }
  const answer = request(`${url}/graphql`, post);
  await asked.promise;
  socket.say({ id: '1', type: 'subscribe', payload: { query: '{ books { title } }' } });
  socket.say({ type: 'ping' });
  expect(await socket.heard()).toEqual({ type: 'pong' });
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  // It takes no connections any more, but what was asked before waits for its answer.
  while (
    await fetch(`${url}/health/live`).then(
      () => true,
      () => false,
    )
  );
  expect(child.exitCode).toBeNull();
  answering.resolve();
  const { statusCode, headers: answered, body } = await answer;
  expect(statusCode).toBe(200);
  expect(answered.connection).toBe('close');
  expect(await body.json()).toMatchObject({ data: { books: [{ title: 'Emma' }] } });
  expect(await socket.heard()).toMatchObject({
    id: '1',
    type: 'next',
    payload: { data: { books: [{ title: 'Emma' }] } },
  });
  expect(await socket.heard()).toEqual({ id: '1', type: 'complete' });
  expect([await socket.closed, await listener.closed]).toMatchObject([{ code: 1001 }, { code: 1001 }]);
  expect(await exited).toEqual([0, null]);
  await browser.close();
});
