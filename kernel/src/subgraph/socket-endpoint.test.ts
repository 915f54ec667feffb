import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { ExecutionResult } from 'graphql';
import { Book, shelf } from '../../tests/shelf.js';
import type { Actor } from '../access/actor.js';
import { transaction } from '../database/transaction.js';
import { encodeId, type Uuid } from '../graph/id.js';
import { createLogger } from '../log.js';
import { type TestSubgraph, testSubgraph } from '../testing/test-subgraph.js';
import { changeRow, insertRow } from '../writing/change.js';
import { httpEndpoint } from './http-endpoint.js';
import { type Served, serveEndpoint } from './serve.js';

const key = randomBytes(32);
const logger = createLogger('test', 'silent');
let app: TestSubgraph;
let served: Served;
let wire: Wire;
let endpoint: ReturnType<typeof httpEndpoint>;
beforeAll(async () => {
  app = await testSubgraph(shelf);
  served = await serveEndpoint(app.endpoint, { host: '127.0.0.1', port: 0, key, logger });
  wire = await openWire(Number(new URL(served.url).port));
  endpoint = httpEndpoint({ name: 'shelf', url: wire.url, key, timeoutMs: 5_000, logger });
});
afterAll(async () => {
  await endpoint.close();
  wire.close();
  await served.stop();
  await app.stop();
});

interface Wire {
  readonly url: string;
  /** How many connections there are, and how to break them. */
  readonly sockets: ReadonlySet<Socket>;
  cut(): void;
  close(): void;
}

/** A wire to a port, which can be cut. */
async function openWire(port: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    sockets.add(near);
    near.pipe(far).pipe(near);
    for (const one of [near, far]) one.on('error', () => undefined);
    far.once('close', () => near.destroy());
    near.once('close', () => {
      sockets.delete(near);
      far.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sockets,
    cut,
    close() {
      cut();
      server.close();
    },
  };
}

const actorOf = (organizationId: Uuid): Actor => ({
  userId: null,
  organizationId,
  role: 'OWNER',
  scopes: [],
});

const addBook = (organizationId: Uuid, title: string) =>
  transaction(app.database, { actor: actorOf(organizationId), requestId: 'test' }, (tx) =>
    insertRow(tx, Book, { title }),
  );

type Answers = AsyncIterableIterator<ExecutionResult<Record<string, { book: { title: string } }>>>;

async function watch(organizationId: Uuid, after: string | null = null): Promise<Answers> {
  const query = 'subscription ($after: String) { bookChanged(after: $after) { book { title } } }';
  const request = { query, variables: { after }, extensions: { marks: true } };
  const answers = await endpoint.subscribe?.(request, { actor: actorOf(organizationId), requestId: 'r' });
  if (!answers || !(Symbol.asyncIterator in answers)) throw new Error(JSON.stringify(answers));
  return answers as Answers;
}

async function next(answers: Answers) {
  const { value } = await answers.next();
  return value as ExecutionResult<Record<string, { book: { title: string } }>>;
}

const titleOf = async (answers: Answers) => (await next(answers)).data?.['bookChanged']?.book.title;

test('streams of different actors travel over one connection, and each hears of their own organization', async () => {
  const organizations = Array.from({ length: 20 }, () => randomUUID());
  const all = await Promise.all(organizations.map((organizationId) => watch(organizationId)));
  for (const answers of all) expect((await next(answers)).extensions).toHaveProperty('cursor');
  expect(wire.sockets.size).toBe(1);
  for (const organizationId of organizations) await addBook(organizationId, organizationId);
  for (const [index, answers] of all.entries()) expect(await titleOf(answers)).toBe(organizations[index]);
  for (const answers of all) await answers.return?.();
});

test('a connection that is lost ends its streams, and the next goes on from the last cursor', async () => {
  const organizationId = randomUUID();
  const answers = await watch(organizationId);
  await next(answers);
  await addBook(organizationId, 'Emma');
  const { extensions } = await next(answers);
  const waiting = answers.next();
  wire.cut();
  await expect(waiting).rejects.toMatchObject({
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'shelf' },
  });
  await addBook(organizationId, 'Persuasion');
  const again = await watch(organizationId, extensions?.['cursor'] as string);
  expect(await titleOf(again)).toBe('Persuasion');
  await again.return?.();
});

test('what is refused is an answer with errors, and the last one', async () => {
  const answers = await watch(randomUUID(), 'nonsense');
  expect((await next(answers)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(await answers.next()).toEqual({ value: undefined, done: true });
});

test('one node is watched, and told of when it is changed', async () => {
  const organizationId = randomUUID();
  const { result: book } = await addBook(organizationId, 'Emma');
  const query =
    'subscription ($id: ID, $kithAfter: String) { bookChanged(id: $id, after: $kithAfter) { book { title } } }';
  const variables = { id: encodeId('Book', book.id), kithAfter: null };
  const request = { query, variables, extensions: { marks: true } };
  const origin = { actor: actorOf(organizationId), requestId: 'r' };
  const answers = (await endpoint.subscribe?.(request, origin)) as Answers;
  await next(answers);
  await transaction(app.database, origin, (tx) => changeRow(tx, Book, book, { title: 'Persuasion' }));
  expect(await titleOf(answers)).toBe('Persuasion');
  await answers.return?.();
});
