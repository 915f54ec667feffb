import {
  afterCursor,
  type Connection,
  type OrderKey,
  orderClause,
  type PageArgs,
  pageOf,
  pageOfRows,
  type Request,
  RequestError,
  reversed,
  SqlValues,
} from '@kith/kernel';
import { type Asked, askedBy } from './asked.js';
import type { SearchHit, SearchType } from './search-hit.js';

const mostCharacters = 200;

const keys: readonly OrderKey[] = [
  { column: 't.score', type: 'integer', property: 'score' },
  { column: 't.id', type: 'uuid', property: 'id' },
].map((key) => ({ ...key, isNullable: false, isDescending: true, nullsFirst: false }));

/**
 * A page of what is found, the best first.
 *
 * @throws RequestError `BAD_USER_INPUT` when the query is too long.
 */
export async function findHits(
  { snapshot }: Request,
  query: string,
  types: readonly SearchType[],
  args: PageArgs,
): Promise<Connection<SearchHit>> {
  if (query.length > mostCharacters)
    throw new RequestError('BAD_USER_INPUT', `query: at most ${mostCharacters} characters`);
  const page = pageOf(args);
  const list = { page, keys: page.isBackward ? reversed(keys) : keys };
  const asked = askedBy(query);
  if (!asked) return pageOfRows<SearchHit>(list, [], async () => 0);
  const sql = new SqlValues();
  const entries = entriesFor(asked, types, sql);
  const behind = page.cursor === null ? '' : ` where ${afterCursor(list.keys, page.cursor, sql)}`;
  const rows = await snapshot.query<SearchHit>(
    `select * from ${entries}${behind} order by ${orderClause(list.keys)} limit ${sql.value(page.size + 1, 'integer')}`,
    sql.values,
  );
  return pageOfRows(list, rows, async () => {
    const counting = new SqlValues();
    const text = `select count(*)::integer as count from ${entriesFor(asked, types, counting)}`;
    return (await snapshot.query<{ count: number }>(text, counting.values))[0]?.count ?? 0;
  });
}

function entriesFor(
  { phrase, ranked, parts, nearly }: Asked,
  types: readonly SearchType[],
  sql: SqlValues,
): string {
  const values = [
    sql.value(phrase, 'text'),
    sql.value(ranked, 'tsquery[]'),
    sql.value(parts, 'text[]'),
    sql.value(nearly, 'tsquery'),
    sql.value(types, 'text[]'),
  ];
  return `search_entries(${values.join(', ')}) t`;
}
