import { fastifyApolloHandler } from '@as-integrations/fastify';
import { createLogger, RequestError, type SubgraphEndpoint } from '@kith/kernel';
import fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { bareFront } from '../src/front/bare-front.js';
import type { GatewayContext } from '../src/graph/context.js';
import { type OpenGraph, openGraph } from '../src/graph/open-graph.js';
import { nodeOwners, nodesEndpoint, nodesSdl } from '../src/index.js';
import { compose, poisonedBookId, readers, sdls, shelf, unknownBookId } from './library.js';

const writer: SubgraphEndpoint = {
  name: 'shelf',
  execute: async (request, origin) => ({
    ...(await shelf.execute(request, origin)),
    extensions: { consistency: [4, 7] },
  }),
};
const away: SubgraphEndpoint = {
  name: 'readers',
  async execute(request, origin) {
    if (request.query.includes('review'))
      throw new RequestError('SUBGRAPH_UNAVAILABLE', 'readers cannot be reached', { service: 'readers' });
    return readers.execute(request, origin);
  },
};

const actor = { userId: null, organizationId: null, role: 'OWNER' as const, scopes: [] };
let graph: OpenGraph;
let app: FastifyInstance;
beforeAll(async () => {
  const endpoints = [writer, away, nodesEndpoint(sdls, [writer, away])];
  const supergraph = await compose({ ...sdls, nodes: nodesSdl(nodeOwners(sdls)) });
  graph = await openGraph({
    supergraph,
    endpoints,
    logger: createLogger('test', 'silent'),
    isProduction: true,
  });
  const contextOf = async ({ headers }: { headers: Record<string, unknown> }): Promise<GatewayContext> => ({
    actor: headers.authorization ? actor : null,
    requestId: 'r-1',
    written: new Map(),
  });
  const bare = bareFront(graph, contextOf);
  app = fastify();
  app.route({
    method: ['GET', 'POST'],
    url: '/apollo',
    handler: fastifyApolloHandler(graph.server, { context: contextOf }),
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/bare',
    handler: async (request, reply) =>
      (await bare(request, reply)) ?? reply.code(599).send('for the other one'),
  });
});
afterAll(async () => {
  await app.close();
  await graph.stop();
});

async function ask(url: string, options: InjectOptions) {
  const headers = { authorization: 'Bearer t', ...options.headers };
  const {
    statusCode,
    headers: answered,
    body,
  } = await app.inject({ method: 'POST', url, ...options, headers });
  const { date, ...kept } = answered;
  return { statusCode, headers: kept, body };
}

const forTheOther = 599;

describe('an operation that was let through before', () => {
  test.each([
    ['has data', { query: '{ books { id title stars } }' }],
    [
      'has a name and variables',
      {
        query: 'query A { __typename } query B($of: Int!) { size(of: $of) }',
        operationName: 'B',
        variables: { of: 3 },
      },
    ],
    ['is refused by a subgraph', { query: '{ secret who }' }],
    ['meets an error that is masked', { query: '{ broken books { id } }' }],
    ['meets a subgraph that is away', { query: '{ review { text } books { title } }' }],
    [
      'meets an error in the place of one of many',
      { query: `{ nodes(ids: ["${poisonedBookId}", "${unknownBookId}"]) { id } }` },
    ],
    [
      'has variables that do not fit',
      { query: 'query ($of: Int!) { size(of: $of) }', variables: { of: 'x' } },
    ],
    ['lacks its variables', { query: 'query ($of: Int!) { size(of: $of) books { id } }' }],
  ])('and %s is answered byte for byte as by Apollo Server', async (_, payload) => {
    for (const accept of [undefined, '*/*', 'application/json', 'application/graphql-response+json']) {
      const headers = accept ? { accept } : {};
      const expected = await ask('/apollo', { payload, headers });
      expect(await ask('/bare', { payload, headers })).toEqual(expected);
      expect(expected.headers['content-type']).toContain(accept?.replace('*/*', 'json') ?? 'json');
    }
  });
});

describe('what needs Apollo Server is left to it', () => {
  const query = '{ books { id } }';
  beforeAll(async () => expect((await ask('/apollo', { payload: { query } })).statusCode).toBe(200));

  test('an operation that was never let through; once it was, it needs it no more', async () => {
    expect((await ask('/bare', { payload: { query: '{ books { id title } }' } })).statusCode).toBe(
      forTheOther,
    );
    expect((await ask('/bare', { payload: { query } })).statusCode).toBe(200);
  });

  test.each<[string, InjectOptions]>([
    ['introspection, which is refused', { payload: { query: '{ __schema { types { name } } }' } }],
    ['a stranger', { payload: { query }, headers: { authorization: '' } }],
    ['a persisted query', { payload: { query, extensions: { persistedQuery: { version: 1 } } } }],
    ['a batch', { payload: [{ query }] }],
    ['variables that are no object', { payload: { query, variables: [] } }],
    [
      'a form of answer that it does not know',
      { payload: { query }, headers: { accept: 'multipart/mixed' } },
    ],
    ['a GET', { method: 'GET', query: { query } }],
  ])('%s', async (_, options) => {
    await ask('/apollo', options);
    expect((await ask('/bare', options)).statusCode).toBe(forTheOther);
  });
});
