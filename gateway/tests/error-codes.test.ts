import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type Actor, createLogger, errorCodes, type SubgraphEndpoint } from '@kith/kernel';
import { GraphQLError, graphql, parse } from 'graphql';
import { createTokenKeys, type RunningGateway, signAccessToken, startGateway } from '../src/index.js';
import { compose } from './library.js';
import { rawSocket } from './raw-socket.js';

const sdl = 'type Query { fail(code: String): String }';
const schema = buildSubgraphSchema([
  {
    typeDefs: parse(sdl),
    resolvers: {
      Query: {
        fail(_: unknown, { code }: { code: string | null }) {
          throw new GraphQLError('password=hunter2', { extensions: code ? { code } : {} });
        },
      },
    },
  },
]);
const failing: SubgraphEndpoint = {
  name: 'failing',
  execute: ({ query, variables, operationName }) =>
    graphql({ schema, source: query, variableValues: variables, operationName }),
};

const actor: Actor = { userId: null, organizationId: null, role: 'OWNER', scopes: [] };
const query = 'query Fail($code: String) { fail(code: $code) }';

let gateway: RunningGateway;
let authorization: string;
beforeAll(async () => {
  const { privateKey, publicKey } = await createTokenKeys();
  gateway = await startGateway({
    supergraph: await compose({ failing: sdl }),
    endpoints: [failing],
    accessTokenKey: publicKey,
    host: '127.0.0.1',
    port: 0,
    isProduction: true,
    logger: createLogger('test', 'silent'),
  });
  authorization = `Bearer ${await signAccessToken(actor, privateKey)}`;
});
afterAll(() => gateway.stop());

interface Told {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly requestId?: string };
}

const post = (code: string | null, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization, ...headers },
    body: JSON.stringify({ query, variables: { code } }),
  });

/** How an error is told on each way on which an operation can come. */
const ways: Readonly<Record<string, (code: string | null) => Promise<Told>>> = {
  POST: async (code) => JSON.parse(await (await post(code)).text()).errors[0],
  'server-sent events': async (code) => {
    const text = await (await post(code, { accept: 'text/event-stream' })).text();
    return JSON.parse(/^data: (\{.*\})$/m.exec(text)?.[1] as string).errors[0];
  },
  WebSocket: async (code) => {
    const socket = await rawSocket(gateway.url);
    socket.say({ type: 'connection_init', payload: { authorization } });
    await socket.heard();
    socket.say({ id: '1', type: 'subscribe', payload: { query, variables: { code } } });
    const { payload } = await socket.heardOf('1');
    socket.close();
    return payload.errors[0];
  },
};

describe.each(Object.entries(ways))('over %s', (_, told) => {
  test('a code of the list is told as it is', async () => {
    const seen: string[] = [];
    for (const code of errorCodes) seen.push((await told(code)).extensions.code);
    expect(seen).toEqual(errorCodes);
  });

  test.each([
    null,
    'INTERNAL_SERVER_ERROR',
    'ECONNREFUSED',
    'DOWNSTREAM_SERVICE_ERROR',
    'FORBIDDEN ',
    'toString',
  ])('%s is none of it: nothing is told but the id of the request', async (code) => {
    const { message, extensions } = await told(code);
    expect(extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) });
    expect(message).toBe(
      `Something went wrong on our side. Quote the request id ${extensions.requestId} when you report it`,
    );
  });
});

test('the README has a line for each code of the list, in its order', () => {
  const readme = readFileSync(path.resolve(__dirname, '../README.md'), 'utf8');
  const lines = [...readme.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, code]) => code);
  expect(lines).toEqual(errorCodes);
});
