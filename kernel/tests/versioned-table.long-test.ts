import { type TestSubgraph, testSubgraph } from '../src/testing/test-subgraph.js';
import { begin, commit, look, write } from './raw.js';
import { shelf } from './shelf.js';

let running: TestSubgraph;
beforeEach(async () => {
  running = await testSubgraph(shelf);
});
afterEach(() => running.stop());

const versions = () =>
  look(
    running,
    `select title, 'held' as state from book_history union all select title, 'holds' from book order by state, title`,
  );
const told = () =>
  look(
    running,
    `select payload ->> 'operation' as operation, payload -> 'before' ->> 'title' as before,
       payload -> 'after' ->> 'title' as after from outbox order by id`,
  );

test('raw SQL of the runtime role leaves a version and an event', async () => {
  await write(running, `insert into book (title) values ('Emma')`);
  await write(running, `update book set title = 'Persuasion'`);
  await write(running, `delete from book`);
  expect(await versions()).toEqual([
    { title: 'Emma', state: 'held' },
    { title: 'Persuasion', state: 'held' },
  ]);
  expect(await told()).toEqual([
    { operation: 'INSERT', before: null, after: 'Emma' },
    { operation: 'UPDATE', before: 'Emma', after: 'Persuasion' },
    { operation: 'DELETE', before: 'Persuasion', after: null },
  ]);
});

test('by what a row is found is told when that changes, and only then', async () => {
  await write(running, `insert into book (title) values ('Emma')`);
  await write(running, `update book set version = version + 1`);
  await write(running, `update book set title = 'Persuasion'`);
  await write(running, `delete from book`);
  const rows = await look(
    running,
    `select payload ? 'searched' as is_told, payload -> 'searched' -> 'node' ->> 'title' as title,
       payload -> 'searched' ->> 'row' = subject_id::text as is_own from outbox order by id`,
  );
  expect(rows).toEqual([
    { is_told: true, title: 'Emma', is_own: true },
    { is_told: false, title: null, is_own: null },
    { is_told: true, title: 'Persuasion', is_own: true },
    { is_told: true, title: null, is_own: true },
  ]);
});

test('a row that is changed twice in one transaction has one version, and each change is told', async () => {
  await write(running, `insert into book (title) values ('Emma')`, `update book set title = 'Emma!'`);
  expect(await versions()).toEqual([{ title: 'Emma!', state: 'holds' }]);
  await write(
    running,
    `update book set title = 'Persuasion'`,
    `savepoint part`,
    `update book set title = 'Sanditon'`,
    `release part`,
  );
  expect(await versions()).toEqual([
    { title: 'Emma!', state: 'held' },
    { title: 'Sanditon', state: 'holds' },
  ]);
  expect(await told()).toHaveLength(4);
});

test('what is made and deleted in one transaction leaves no version', async () => {
  await write(running, `insert into book (title) values ('Emma')`, `delete from book`);
  expect(await versions()).toEqual([]);
  expect(await look(running, `select from change`)).toHaveLength(1);
});

test('a row that is deleted and made again with the same id goes on with its history', async () => {
  const [made] = await write(running, `insert into book (title) values ('Emma') returning id`);
  const again = (title: string) => `insert into book (id, title) values ('${made?.['id']}', '${title}')`;
  await write(running, `delete from book`, again('Persuasion'));
  await write(running, `delete from book`);
  await write(running, again('Sanditon'));
  expect(await versions()).toEqual([
    { title: 'Emma', state: 'held' },
    { title: 'Persuasion', state: 'held' },
    { title: 'Sanditon', state: 'holds' },
  ]);
  const gaps = await look(
    running,
    `select h.title, valid_to < next as is_gap from (
       select title, valid_from, valid_to, lead(valid_from) over (order by valid_from) as next
       from (select title, valid_from, valid_to from book_history
             union all select title, valid_from, null from book) v) h where valid_to is not null order by valid_from`,
  );
  expect(gaps).toEqual([
    { title: 'Emma', is_gap: false },
    { title: 'Persuasion', is_gap: true },
  ]);
});

test('a version ends where the next one begins, also when the later writer began first', async () => {
  await write(running, `insert into book (title) values ('Emma')`);
  const first = await begin(running);
  await first.query(`insert into book (title) values ('Other')`);
  await write(running, `update book set title = 'Persuasion' where title = 'Emma'`);
  await first.query(`update book set title = 'Sanditon' where title = 'Persuasion'`);
  await commit(first);
  const rows = await look(
    running,
    `select title, valid_from < valid_to and valid_to = lead(valid_from, 1, (select valid_from from book where title = 'Sanditon'))
       over (order by valid_from) as is_seamless from book_history order by valid_from`,
  );
  expect(rows).toEqual([
    { title: 'Emma', is_seamless: true },
    { title: 'Persuasion', is_seamless: true },
  ]);
});

test.each([
  ['make', `insert into book_history select now(), gen_random_uuid(), * from book`],
  ['rewrite', `update book_history set title = 'Nothing'`],
  ['forget', `delete from book_history`],
  ['empty', `truncate book_history`],
  ['unmake', `drop table book_history`],
  ['silence', `alter table book disable trigger keep_version`],
  [
    'replace',
    `create or replace function keep_book() returns trigger language plpgsql as 'begin return null; end'`,
  ],
])('the runtime role cannot %s history', async (_, statement) => {
  await write(running, `insert into book (title) values ('Emma')`);
  await write(running, `update book set title = 'Persuasion'`);
  await expect(write(running, statement)).rejects.toMatchObject({ code: '42501' });
  expect(await versions()).toHaveLength(2);
});

test('nobody dates a version', async () => {
  await write(running, `insert into book (title, valid_from) values ('Emma', '2000-01-01')`);
  await write(
    running,
    `update book set title = 'Persuasion', valid_from = '2000-01-01', changed_in = gen_random_uuid()`,
  );
  const rows = await look(
    running,
    `select v.valid_from > now() - interval '1 minute' as is_now, c.id is not null as is_known
     from (select valid_from, changed_in from book union all select valid_from, changed_in from book_history) v
       left join change c on c.id = v.changed_in`,
  );
  expect(rows).toEqual([
    { is_now: true, is_known: true },
    { is_now: true, is_known: true },
  ]);
});

test('who gives a write the name of an earlier change is refused, so no version is passed over', async () => {
  await write(running, `insert into book (title) values ('Emma')`);
  await expect(
    write(
      running,
      `select set_config('app.change_id', (select changed_in::text from book), true), set_config('app.change_at', now()::text, true)`,
      `update book set title = 'Persuasion'`,
    ),
  ).rejects.toThrow('is already sealed');
  expect(await versions()).toEqual([{ title: 'Emma', state: 'holds' }]);
});
