import { setTimeout as delay } from 'node:timers/promises';
import { roleOf } from '../src/database/provision.js';
import { encodeId } from '../src/graph/id.js';
import { asRole, asSuperuser } from '../src/testing/test-database.js';
import { type TestSubgraph, testSubgraph } from '../src/testing/test-subgraph.js';
import { begin, commit, look, write } from './raw.js';
import { shelf } from './shelf.js';

let running: TestSubgraph;
beforeAll(async () => {
  running = await testSubgraph(shelf);
});
afterAll(() => running.stop());

async function newBook(title: string): Promise<string> {
  const [row] = await write(running, `insert into book (title) values ('${title}') returning id`);
  return row?.['id'] as string;
}

/** A moment between what was done before and what is done after. */
async function moment(): Promise<string> {
  await delay(3);
  const instant = new Date().toISOString();
  await delay(3);
  return instant;
}

async function bookAt(id: string, at: string) {
  const { data, errors } = await running.as('OWNER')(
    `query ($id: ID!, $at: DateTime!) @asOf(at: $at) { book(id: $id) { title history { before after } } }`,
    { id: encodeId('Book', id), at },
  );
  expect(errors).toBeUndefined();
  return data.book;
}

test('an instant between the first write of a transaction and its commit does not show it', async () => {
  const id = await newBook('Emma');
  const writer = await begin(running);
  await writer.query(`update book set title = 'Persuasion' where id = '${id}'`);
  const under = await moment();
  await commit(writer);
  const after = await moment();
  await write(running, `delete from book where id = '${id}'`);
  const gone = await moment();

  const made = { before: null, after: 'Emma' };
  expect(await bookAt(id, under)).toEqual({ title: 'Emma', history: [made] });
  expect(await bookAt(id, after)).toEqual({
    title: 'Persuasion',
    history: [{ before: 'Emma', after: 'Persuasion' }, made],
  });
  expect(await bookAt(id, gone)).toBeNull();
});

test('of two that write the same row at once, an instant shows what was committed', async () => {
  const id = await newBook('Emma');
  const early = await begin(running);
  await early.query(`insert into book (title) values ('Other')`);
  const none = await moment();
  const late = await begin(running);
  await late.query(`update book set title = 'Persuasion' where id = '${id}'`);
  const both = await moment();
  await commit(late);
  const one = await moment();
  await early.query(`update book set title = 'Sanditon' where id = '${id}'`);
  const still = await moment();
  await commit(early);
  const all = await moment();

  const titles: unknown[] = [];
  for (const at of [none, both, one, still, all]) titles.push((await bookAt(id, at)).title);
  expect(titles).toEqual(['Emma', 'Emma', 'Persuasion', 'Persuasion', 'Sanditon']);
});

test('what is deleted and made again in one transaction was never gone', async () => {
  const id = await newBook('Emma');
  const before = await moment();
  const writer = await begin(running);
  await writer.query(`delete from book where id = '${id}'`);
  const under = await moment();
  await writer.query(`insert into book (id, title) values ('${id}', 'Persuasion')`);
  await commit(writer);
  const after = await moment();
  expect((await bookAt(id, before)).title).toBe('Emma');
  expect((await bookAt(id, under)).title).toBe('Emma');
  expect((await bookAt(id, after)).title).toBe('Persuasion');
});

test('an organization has no part of the past of another', async () => {
  const id = await newBook('Emma');
  const before = await moment();
  await write(running, `update book set title = 'Persuasion' where id = '${id}'`);
  const other = running.as('OWNER', '0194c3f0-0000-7000-8000-000000000001');
  const { data } = await other(
    `query ($id: ID!, $at: DateTime!) @asOf(at: $at) { book(id: $id) { title } }`,
    { id: encodeId('Book', id), at: before },
  );
  expect(data).toEqual({ book: null });
});

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: Plan[];
}

function scansOf(plan: Plan): string[] {
  const own = plan['Relation Name'] ? [`${plan['Relation Name']}: ${plan['Node Type']}`] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(scansOf)];
}

test.each([
  ['key', (id: string) => `id = any('{${id}}')`],
  ['what the table has an index for', () => `title = 'Book 77'`],
])('the past is read through the indexes of the history: by %s', async (_, condition) => {
  await write(running, `insert into book (title) select 'Book ' || n from generate_series(1, 3000) n`);
  await write(running, `update book set title = title || ''`);
  await write(running, `update book set title = title || ''`);
  await asSuperuser(running.databaseName, (client) => client.query('vacuum analyze'));
  const [row] = await look(running, `select id from book where title = 'Book 77'`);
  await asRole(running.databaseName, roleOf('shelf', 'runtime'), async (client) => {
    await client.query(`set search_path to shelf_past, shelf;
      set app.organization_id to '${running.organizationId}'; set app.as_of to '${new Date().toISOString()}'`);
    const { rows } = await client.query(
      `explain (format json) select * from book where ${condition(row?.['id'] as string)}`,
    );
    const scans = scansOf(rows[0]['QUERY PLAN'][0].Plan);
    expect(scans.map((scan) => scan.split(':')[0]).sort()).toEqual(['book', 'book_history']);
    for (const scan of scans) expect(scan).toMatch(/Index Scan$|Bitmap Heap Scan$/);
  });
});
