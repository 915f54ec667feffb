import { randomUUID } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ExecutionResult } from 'graphql';
import { write } from '../../tests/raw.js';
import { Book, shelf } from '../../tests/shelf.js';
import { type Tx, transaction } from '../database/transaction.js';
import { encodeId, type Uuid } from '../graph/id.js';
import { asSuperuser } from '../testing/test-database.js';
import { type TestSubgraph, testSubgraph } from '../testing/test-subgraph.js';
import { changeRow, deleteRow, insertRow, lockRow } from '../writing/change.js';

let app: TestSubgraph;
beforeAll(async () => {
  app = await testSubgraph(shelf);
});
afterAll(() => app.stop());

const actorOf = (organizationId: Uuid) => ({
  userId: null,
  organizationId,
  role: 'OWNER' as const,
  scopes: [],
});

async function inTx<Result>(organizationId: Uuid, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const origin = { actor: actorOf(organizationId), requestId: 'test' };
  return (await transaction(app.database, origin, work)).result;
}

const addBook = (organizationId: Uuid, title: string) =>
  inTx(organizationId, (tx) => insertRow(tx, Book, { title }));

interface Watching {
  next(): Promise<ExecutionResult & { data?: { bookChanged?: Sent } }>;
  end(): Promise<unknown>;
}
interface Sent {
  readonly cursor: string;
  readonly type: string;
  readonly book: { readonly title: string } | null;
}

/** Opens a subscription in this process, and waits until it has begun. */
async function watch(organizationId: Uuid, args = ''): Promise<Watching> {
  const opened = await app.endpoint.subscribe?.(
    {
      query: `subscription { bookChanged${args && `(${args})`} { cursor type book { title } } }`,
      extensions: { marks: true },
    },
    { actor: actorOf(organizationId), requestId: 'test' },
  );
  if (!opened || !(Symbol.asyncIterator in opened)) throw new Error(JSON.stringify(opened));
  const answers = opened[Symbol.asyncIterator]();
  return {
    next: async () => JSON.parse(JSON.stringify((await answers.next()).value)),
    end: async () => answers.return?.(),
  };
}

/** The next change; marks are passed over. */
async function change(watching: Watching): Promise<Sent> {
  for (;;) {
    const answer = await watching.next();
    expect(answer.errors).toBeUndefined();
    if (answer.data?.bookChanged) return answer.data.bookChanged;
  }
}

/** Until the first mark: all that was missed is sent, and from here on everything comes. */
async function begun(watching: Watching): Promise<Watching> {
  for (;;) if (!(await watching.next()).data) return watching;
}

test('each change of a node is sent once, in order, with the node as it is; a transaction is one change', async () => {
  const organizationId = randomUUID();
  const watching = await begun(await watch(organizationId));
  const { id } = await inTx(organizationId, async (tx) => {
    const book = await insertRow(tx, Book, { title: 'Emma' });
    return changeRow(tx, Book, book, { title: 'Emma!' });
  });
  await inTx(organizationId, (tx) => changeRow(tx, Book, { id }, { title: 'Persuasion' }));
  await inTx(organizationId, async (tx) => deleteRow(tx, Book, await lockRow(tx, Book, id)));
  const sent = [await change(watching), await change(watching), await change(watching)];
  expect(sent.map(({ type }) => type)).toEqual(['CREATED', 'UPDATED', 'DELETED']);
  expect(sent[2]?.book).toBeNull();
  await watching.end();
});

test('whoever gives a cursor gets what they missed, and then what comes, with nothing lost or twice', async () => {
  const organizationId = randomUUID();
  await addBook(organizationId, 'before');
  const first = await begun(await watch(organizationId));
  await addBook(organizationId, '0');
  let { cursor } = await change(first);
  await first.end();
  const titles: string[] = [];
  for (let round = 0; round < 4; round++) {
    // Two of one transaction: a stream can be broken between them.
    await inTx(organizationId, async (tx) => {
      await insertRow(tx, Book, { title: `${round} a` });
      await insertRow(tx, Book, { title: `${round} b` });
    });
    const watching = await watch(organizationId, `after: "${cursor}"`);
    await addBook(organizationId, `${round} c`);
    for (let count = 0; count < 2; count++) {
      const sent = await change(watching);
      titles.push(sent.book?.title ?? '');
      cursor = sent.cursor;
    }
    await watching.end();
  }
  const rest = await watch(organizationId, `after: "${cursor}"`);
  while (titles.length < 12) titles.push((await change(rest)).book?.title ?? '');
  await rest.end();
  const rounds = [0, 1, 2, 3];
  expect(titles).toEqual(rounds.flatMap((round) => ['a', 'b', 'c'].map((letter) => `${round} ${letter}`)));
});

test('an outbox is read once for all who follow it, and for nobody when the last has gone', async () => {
  const organizationId = randomUUID();
  const all: Watching[] = [];
  for (let count = 0; count < 20; count++) all.push(await begun(await watch(organizationId)));
  const reads: string[] = [];
  const count = (message: unknown) => {
    const { text } = message as { text: string };
    if (text.includes('from change')) reads.push(text);
  };
  subscribe('kith:statement', count);
  try {
    await addBook(organizationId, 'Emma');
    for (const watching of all) expect((await change(watching)).book?.title).toBe('Emma');
    // One that finds the change, one that finds no other.
    expect(reads.length).toBeLessThanOrEqual(2);
    for (const watching of all) await watching.end();
    reads.length = 0;
    await addBook(organizationId, 'Persuasion');
    expect(reads).toEqual([]);
  } finally {
    unsubscribe('kith:statement', count);
  }
});

test('nobody hears of another organization, nor of another node than theirs', async () => {
  const [own, other] = [randomUUID(), randomUUID()];
  const { id } = await addBook(own, 'Emma');
  const one = await begun(await watch(own, `id: "${encodeId('Book', id)}"`));
  const all = await begun(await watch(own));
  await addBook(other, 'Foreign');
  await addBook(own, 'Another');
  await inTx(own, (tx) => changeRow(tx, Book, { id }, { title: 'Emma!' }));
  expect((await change(one)).book?.title).toBe('Emma!');
  expect((await change(all)).book?.title).toBe('Another');
  expect((await change(all)).book?.title).toBe('Emma!');
  await Promise.all([one.end(), all.end()]);
});

test('who is slow misses nothing, though more waits for them than is kept', async () => {
  const organizationId = randomUUID();
  const slow = await begun(await watch(organizationId));
  const place = { databaseName: app.databaseName, organizationId };
  for (let round = 0; round < 3; round++)
    await write(place, `insert into book (title) select '${round} ' || n from generate_series(1, 100) n`);
  await addBook(organizationId, 'last');
  const titles: (string | undefined)[] = [];
  while (titles.at(-1) !== 'last') titles.push((await change(slow)).book?.title);
  expect(titles).toHaveLength(301);
  expect(new Set(titles).size).toBe(301);
  await slow.end();
});

test('a cursor behind which events were removed, one of nothing, and one of the future are refused', async () => {
  const organizationId = randomUUID();
  const watching = await begun(await watch(organizationId));
  await addBook(organizationId, 'Emma');
  const { cursor } = await change(watching);
  await watching.end();
  for (const title of ['Persuasion', 'Sanditon']) await addBook(organizationId, title);
  const later = await watch(organizationId, `after: "${cursor}"`);
  const { cursor: second } = await change(later);
  await later.end();
  await asSuperuser(app.databaseName, (client) =>
    client.query(
      `delete from shelf.outbox where organization_id = $1 and change_id in (
         select id from shelf.change where organization_id = $1 order by first_position limit 2)`,
      [organizationId],
    ),
  );
  await expect(watch(organizationId, `after: "${cursor}"`)).rejects.toThrow('CURSOR_EXPIRED');
  const rest = await watch(organizationId, `after: "${second}"`);
  expect((await change(rest)).book?.title).toBe('Sanditon');
  await rest.end();
  await expect(watch(organizationId, 'after: "nonsense"')).rejects.toThrow('BAD_USER_INPUT');
  await expect(watch(randomUUID(), `after: "${cursor}"`)).rejects.toThrow('BAD_USER_INPUT');
});
