import { randomUUID } from 'node:crypto';
import { Book, shelf } from '../../tests/shelf.js';
import { statements } from '../telemetry/channels.js';
import { type TestSubgraph, testSubgraph } from '../testing/test-subgraph.js';
import { hydrate } from './hydrate.js';

let running: TestSubgraph;
beforeAll(async () => {
  running = await testSubgraph(shelf);
});
afterAll(() => running.stop());

test('a row is one of its class, and who looks at a column that was not read is told so', () => {
  const [book] = hydrate(Book, [{ id: randomUUID(), title: 'Emma' }]) as [Book];
  expect(book).toBeInstanceOf(Book);
  expect(book.title).toBe('Emma');
  expect(() => book.version).toThrow('Book.version was not read');
});

test('only the columns are read that the selection needs', async () => {
  const texts: string[] = [];
  const note = (told: unknown) => void texts.push((told as { text: string }).text);
  statements.channel.start.subscribe(note);
  await running.as('VIEWER')(`{ book(id: "book_${'0'.repeat(26)}") { title } }`);
  statements.channel.start.unsubscribe(note);
  expect(texts.filter((text) => text.startsWith('select'))).toEqual([
    'select t."id" as "id", t."title" as "title" from "book" t where t."id" = any($1::uuid[])',
  ]);
});
