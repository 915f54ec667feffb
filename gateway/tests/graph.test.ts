import {
  type Actor,
  createLogger,
  httpEndpoint,
  type SubgraphEndpoint,
  serveEndpoint,
  signActorToken,
} from '@kith/kernel';
import type { ExecutionResult } from 'graphql';
import {
  createTokenKeys,
  nodeOwners,
  nodesEndpoint,
  nodesSdl,
  signAccessToken,
  startGateway,
} from '../src/index.js';
import { bookId, compose, poisonedBookId, readers, reviewId, sdls, shelf, unknownBookId } from './library.js';

const logger = createLogger('test', 'silent');
const actor: Actor = { userId: null, organizationId: null, role: 'OWNER', scopes: [] };
const supergraph = compose({ ...sdls, nodes: nodesSdl(nodeOwners(sdls)) });
const key = Buffer.alloc(32, 7);

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: unknown; extensions: Record<string, unknown> }[];
}

async function open(subgraphs: SubgraphEndpoint[] = [shelf, readers], isProduction = false) {
  const { privateKey, publicKey } = await createTokenKeys();
  const endpoints = [...subgraphs, nodesEndpoint(sdls, subgraphs)];
  const { url, graph, stop } = await startGateway({
    supergraph: await supergraph,
    endpoints,
    accessTokenKey: publicKey,
    actorTokenKey: key,
    host: '127.0.0.1',
    port: 0,
    isProduction,
    logger,
  });
  const token = await signAccessToken(actor, privateKey);
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const ask = async (query: string, variables?: object) => {
    const response = await post(JSON.stringify({ query, variables }), {
      authorization: `Bearer ${token}`,
      'x-request-id': 'r-1',
    });
    return (await response.json()) as Answer;
  };
  return { url, post, ask, graph, stop };
}

type Opened = Awaited<ReturnType<typeof open>>;

/** Runs with a gateway of its own and stops it whatever happens. */
async function withGateway(
  subgraphs: SubgraphEndpoint[],
  isProduction: boolean,
  work: (opened: Opened) => Promise<void>,
) {
  const opened = await open(subgraphs, isProduction);
  try {
    await work(opened);
  } finally {
    await opened.stop();
  }
}

describe('the gateway over two subgraphs', () => {
  let gateway: Opened;
  beforeAll(async () => {
    gateway = await open();
  });
  afterAll(() => gateway.stop());

  test('joins an entity, and passes actor and request id on', async () => {
    const { data, errors } = await gateway.ask('{ who books { title stars } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ who: 'OWNER r-1', books: [{ title: 'Emma', stars: 4 }] });
  });

  test('a refusal passes with its code, path and details', async () => {
    const { errors } = await gateway.ask('{ secret }');
    expect(errors).toEqual([
      {
        message: 'secret needs the role OWNER',
        path: ['secret'],
        extensions: { code: 'FORBIDDEN', needed: 'OWNER' },
      },
    ]);
  });

  test('an error without a code is masked and names the request', async () => {
    const answer = await gateway.ask('{ broken }');
    expect(JSON.stringify(answer)).not.toContain('hunter2');
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: 'r-1' });
  });

  test('a variable of the wrong type is BAD_USER_INPUT', async () => {
    const { errors } = await gateway.ask('query ($of: Int!) { size(of: $of) }', { of: 'many' });
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  test('a body that is no JSON, and one that is too long, are refused as GraphQL errors', async () => {
    for (const [body, status] of [
      ['{', 400],
      [' '.repeat(1024 * 1024 + 1), 413],
    ] as const) {
      const response = await gateway.post(body);
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    }
  });

  test('a request id that could forge a log line is replaced', async () => {
    const sent = await gateway.post('{"query":"{__typename}"}', { 'x-request-id': 'a b' });
    expect(sent.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('nodes are found by id; what does not exist is null', async () => {
    const { data, errors } = await gateway.ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Book { title stars } } }',
      {
        ids: [reviewId, unknownBookId, bookId],
      },
    );
    expect(errors).toBeUndefined();
    expect(data?.nodes).toEqual([
      { __typename: 'Review', id: reviewId },
      null,
      { __typename: 'Book', id: bookId, title: 'Emma', stars: 4 },
    ]);
  });

  test('an owner that fails for one id is an error there, not "does not exist"', async () => {
    const { data, errors } = await gateway.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: [poisonedBookId, bookId],
    });
    expect(data?.nodes).toEqual([null, { id: bookId }]);
    expect(errors?.map((error) => [error.path, error.extensions.code])).toEqual([
      [['nodes', 0], 'SUBGRAPH_UNAVAILABLE'],
    ]);
  });

  test.each([
    ['an unknown prefix', ['planet_01h455vb4pex5vsknk084sn02q']],
    ['what is no id', ['nonsense']],
    ['more than 100', Array.from({ length: 101 }, () => bookId)],
  ])('nodes refuses %s', async (_, ids) => {
    const { errors } = await gateway.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('a subgraph asks the graph', () => {
  const asked = { query: '{ who }' };
  const origin = { actor: { ...actor, role: 'VIEWER' as const }, requestId: 'r-9' };

  test('with the actor that it vouches for, in the same process and over HTTP', async () => {
    await withGateway([shelf, readers], false, async ({ url, graph }) => {
      const reached = httpEndpoint({ name: 'gateway', url, key, timeoutMs: 2_000, logger });
      for (const way of [graph, reached])
        expect(await way.execute(asked, origin)).toMatchObject({ data: { who: 'VIEWER r-9' } });
      await reached.close();
    });
  });

  test('and is refused with a token of another key, for somebody else, or of long ago', async () => {
    await withGateway([shelf, readers], true, async ({ post }) => {
      for (const token of [
        signActorToken(actor, 'gateway', Buffer.alloc(32, 8)),
        signActorToken(actor, 'shelf', key),
        signActorToken(actor, 'gateway', key, Date.now() - 60_000),
        'nonsense',
      ]) {
        const answer = await post(JSON.stringify(asked), { 'x-kith-actor': token });
        expect([answer.status, await answer.json()]).toMatchObject([
          401,
          { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
        ]);
      }
    });
  });
});

test('a subgraph that is down nulls its own fields, is named, and is not ready', async () => {
  const served = await serveEndpoint(readers, { host: '127.0.0.1', port: 0, key, logger });
  const reached = httpEndpoint({ name: 'readers', url: served.url, key, timeoutMs: 2_000, logger });
  await withGateway([shelf, reached], false, async ({ ask, url }) => {
    expect(await ask('{ books { title stars } }')).toEqual({
      data: { books: [{ title: 'Emma', stars: 4 }] },
      extensions: { cost: { requested: 1002, actual: 3 } },
    });
    await served.stop();
    const { data, errors } = await ask(
      'query ($ids: [ID!]!) { books { title stars } nodes(ids: $ids) { id } }',
      { ids: [reviewId, bookId] },
    );
    expect(data).toEqual({ books: [{ title: 'Emma', stars: null }], nodes: [null, { id: bookId }] });
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'SUBGRAPH_UNAVAILABLE', service: 'readers' },
      { code: 'SUBGRAPH_UNAVAILABLE', service: 'readers' },
    ]);
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'not ready', missing: ['readers'], waiting: ['readers'] },
    ]);
  }).finally(() => Promise.all([reached.close(), served.stop()]));
});

test('a subgraph that is too slow is a TIMEOUT', async () => {
  let answer: (result: ExecutionResult) => void = () => {};
  const silent: SubgraphEndpoint = {
    name: 'shelf',
    execute: () => new Promise((resolve) => (answer = resolve)),
  };
  const served = await serveEndpoint(silent, { host: '127.0.0.1', port: 0, key, logger });
  const reached = httpEndpoint({ name: 'shelf', url: served.url, key, timeoutMs: 100, logger });
  const asked = reached.execute({ query: '{ who }' }, { actor, requestId: 'r' });
  await expect(asked).rejects.toMatchObject({ extensions: { code: 'TIMEOUT', service: 'shelf' } });
  answer({ data: {} });
  await reached.close();
  await served.stop();
});

test('a client that leaves calls off what is being read for it', async () => {
  const reading = Promise.withResolvers<AbortSignal>();
  const slow: SubgraphEndpoint = {
    name: 'shelf',
    execute: (_, __, signal) => {
      reading.resolve(signal as AbortSignal);
      return new Promise(() => undefined);
    },
  };
  const { privateKey, publicKey } = await createTokenKeys();
  const { url, stop } = await startGateway({
    supergraph: await supergraph,
    endpoints: [slow, readers, nodesEndpoint(sdls, [slow, readers])],
    accessTokenKey: publicKey,
    host: '127.0.0.1',
    port: 0,
    isProduction: false,
    logger,
  });
  const leaving = new AbortController();
  const asked = fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await signAccessToken(actor, privateKey)}`,
    },
    body: JSON.stringify({ query: '{ books { title } }' }),
    signal: leaving.signal,
  });
  const signal = await reading.promise;
  const calledOff = new Promise((resolve) => signal.addEventListener('abort', resolve));
  leaving.abort();
  await expect(asked).rejects.toThrow();
  await calledOff;
  await stop();
});

test('in production a stranger learns nothing of the schema, and there is no explorer', async () => {
  await withGateway([shelf, readers], true, async ({ post, url }) => {
    const guessed = JSON.stringify(await (await post('{"query":"{ bookz { title } }"}')).json());
    expect(guessed).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(guessed).not.toContain('Did you mean');
    expect(await (await post('{"query":"{ __schema { queryType { name } } }"}')).json()).toHaveProperty(
      'errors',
    );
    expect((await fetch(url)).status).toBe(404);
  });
});

test('the explorer and its parts come from the gateway', async () => {
  await withGateway([shelf, readers], false, async ({ url }) => {
    const page = await fetch(url);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const parts = [...(await page.text()).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => part);
    expect(parts).toHaveLength(4);
    for (const part of parts) {
      const answer = await fetch(`${url}${part}`);
      expect([answer.status, (await answer.text()).length > 1_000]).toEqual([200, true]);
    }
  });
});
