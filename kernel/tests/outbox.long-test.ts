import pg from 'pg';
import { roleOf } from '../src/database/provision.js';
import { type Tx, transaction } from '../src/database/transaction.js';
import { busSchema, postgresBus } from '../src/events/postgres-bus.js';
import { publisherOf } from '../src/events/publish-outbox.js';
import { createLogger } from '../src/log.js';
import { asRole, asSuperuser, testUrl } from '../src/testing/test-database.js';
import { type TestSubgraph, testSubgraph } from '../src/testing/test-subgraph.js';
import { changeRow, insertRow } from '../src/writing/change.js';
import { begin, commit, look, write } from './raw.js';
import { Book, shelf } from './shelf.js';

let running: TestSubgraph;
beforeEach(async () => {
  running = await testSubgraph(shelf);
});
afterEach(() => running.stop());

/** A transaction as requests have it. */
async function inTx<Result>(work: (tx: Tx) => Promise<Result>) {
  const actor = { userId: null, organizationId: running.organizationId, role: 'OWNER' as const, scopes: [] };
  return transaction(running.database, { actor, requestId: 'test' }, work);
}

const events = () =>
  look(
    running,
    `select o.type, coalesce(o.payload ->> 'title', o.payload -> 'after' ->> 'title') as title from outbox o order by o.id`,
  );
const positions = () =>
  look(
    running,
    `select first_position::int as first, last_position::int as last from change order by first_position`,
  );

test('a savepoint that is rolled back takes its events with it', async () => {
  const { positions: told } = await inTx(async (tx) => {
    await insertRow(tx, Book, { title: 'Emma' });
    const failed = tx.savepoint(async () => {
      await insertRow(tx, Book, { title: 'Persuasion' });
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await tx.savepoint(() => insertRow(tx, Book, { title: 'Sanditon' }));
  });
  expect(told).toEqual([1, 4]);
  expect(await events()).toEqual([
    { type: 'row.changed', title: 'Emma' },
    { type: 'row.changed', title: 'Sanditon' },
    { type: 'book.created', title: 'Emma' },
    { type: 'book.created', title: 'Sanditon' },
  ]);
});

test('an event has the version of its shape that the catalogue says', async () => {
  await inTx(async (tx) => {
    const book = await insertRow(tx, Book, { title: 'Emma' });
    await changeRow(tx, Book, book, { title: 'Persuasion' });
  });
  expect(
    await look(running, `select type, version from outbox where type <> 'row.changed' order by id`),
  ).toEqual([
    { type: 'book.created', version: 1 },
    { type: 'book.updated', version: 2 },
  ]);
});

test('a change that began in a savepoint which was rolled back begins anew', async () => {
  await inTx(async (tx) => {
    await tx
      .savepoint(async () => {
        await insertRow(tx, Book, { title: 'Emma' });
        throw new Error('no');
      })
      .catch(() => undefined);
    await insertRow(tx, Book, { title: 'Persuasion' });
  });
  expect(
    await look(
      running,
      `select b.title, c.id is not null as is_known from book b left join change c on c.id = b.changed_in`,
    ),
  ).toEqual([{ title: 'Persuasion', is_known: true }]);
  expect(await positions()).toEqual([{ first: 1, last: 2 }]);
});

test('a transaction that fails or writes nothing takes no position', async () => {
  await expect(
    inTx(async (tx) => {
      await insertRow(tx, Book, { title: 'Emma' });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await inTx((tx) => tx.query('update book set title = title'));
  const { positions: told } = await inTx((tx) => insertRow(tx, Book, { title: 'Persuasion' }));
  expect(told).toEqual([1, 2]);
});

test('a use case and its rows are one change, whose events say who did it', async () => {
  const { result } = await inTx((tx) => insertRow(tx, Book, { title: 'Emma' }));
  await inTx((tx) => changeRow(tx, Book, { id: result.id }, { title: 'Persuasion' }));
  expect(
    await look(
      running,
      `select request_id, first_position::int as first, last_position::int as last from change order by 2`,
    ),
  ).toEqual([
    { request_id: 'test', first: 1, last: 2 },
    { request_id: 'test', first: 3, last: 4 },
  ]);
});

test('what is written after the constraints were checked early is a change of its own', async () => {
  await write(
    running,
    `insert into book (title) values ('Emma'), ('Persuasion')`,
    `set constraints all immediate`,
    `update book set title = title || '!'`,
  );
  expect(await positions()).toEqual([
    { first: 1, last: 2 },
    { first: 3, last: 3 },
    { first: 4, last: 4 },
  ]);
  expect(await look(running, `select title from book_history order by title`)).toEqual([
    { title: 'Emma' },
    { title: 'Persuasion' },
  ]);
});

test.each([
  `insert into change (id, began_at, committed_at, first_position, last_position) values (gen_random_uuid(), now(), now(), 1, 1)`,
  `update change set actor_id = gen_random_uuid()`,
  `delete from change`,
  `insert into outbox_position (position, committed_at) values (7, now())`,
  `update outbox_position set position = 7`,
  `delete from outbox_position`,
  `update outbox set type = 'nothing'`,
  `delete from outbox`,
  `select from outbox_published`,
  `insert into inbox_scan values ('shelf', 1)`,
])('the runtime role cannot: %s', async (statement) => {
  await write(running, `insert into book (title) values ('Emma')`);
  await expect(write(running, statement)).rejects.toMatchObject({ code: '42501' });
});

test('an event cannot be added to a change that was committed before', async () => {
  await write(running, `insert into book (title) values ('Emma')`);
  await expect(
    write(
      running,
      `insert into outbox (change_id, type, subject_type, subject_id, payload)
       select id, 'book.forged', 'Book', id, '{}' from change`,
    ),
  ).rejects.toThrow('is already sealed');
  expect(await events()).toHaveLength(1);
});

test('the relay role reads no row of the domain and no history', async () => {
  await write(running, `insert into book (title) values ('Emma')`);
  for (const table of ['book', 'book_history'])
    await expect(
      asRole(running.databaseName, roleOf('shelf', 'relay'), (client) =>
        client.query(`select * from shelf.${table}`),
      ),
    ).rejects.toMatchObject({ code: '42501' });
});

test('positions are commit order without gaps, and nobody waits for an idle open transaction', async () => {
  await write(running, `insert into book (title) values ('Emma')`);
  const idle = await begin(running);
  await idle.query(`insert into book (title) values ('Idle')`);
  const early = await begin(running);
  await early.query(`insert into book (title) values ('Early')`);
  const late = await begin(running);
  await late.query(`update book set title = 'Late' where title = 'Emma'`);
  const waiting = early.query(`update book set title = 'Early and last' where title in ('Emma', 'Late')`);
  await commit(late);
  await waiting;
  await commit(early);

  const soFar = ['Emma', 'Late', 'Early', 'Early and last'];
  expect(await published()).toEqual(soFar.map((title, index) => ({ position: index + 1, title })));
  await commit(idle);
  expect(await published()).toEqual(
    [...soFar, 'Idle'].map((title, index) => ({ position: index + 1, title })),
  );
});

/** What is on the bus, in its order, after the publisher had its turn twice. */
async function published(): Promise<{ position: number; title: string }[]> {
  const { databaseName } = running;
  const bus = postgresBus(testUrl(databaseName, roleOf(busSchema, 'relay')), createLogger('test', 'silent'));
  const relay = new pg.Pool({
    connectionString: testUrl(databaseName, roleOf('shelf', 'relay')),
    options: '-c search_path=shelf',
  });
  try {
    const publish = publisherOf(relay, 'shelf', bus);
    await publish();
    // As after a crash between the bus and the cursor.
    await asSuperuser(databaseName, (client) =>
      client.query('update shelf.outbox_published set position = 0'),
    );
    await publish();
    const read = await bus.read('shelf', 0, 100);
    return read.events.map(({ position, payload }) => {
      const { after } = payload as { after: { title: string } };
      return { position, title: after.title };
    });
  } finally {
    await bus.close();
    await relay.end();
  }
}
