import {
  afterCursor,
  type Connection,
  type ListArgs,
  type OrderKey,
  orderClause,
  pageOf,
  pageOfRows,
  type Request,
  RequestError,
  reversed,
  SqlValues,
} from '@kith/kernel';
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
  args: ListArgs,
): Promise<Connection<SearchHit>> {
  if (query.length > mostCharacters)
    throw new RequestError('BAD_USER_INPUT', `query: at most ${mostCharacters} characters`);
  // Postgres has no such letter.
  const words = query.replaceAll('\0', ' ');
  const page = pageOf(args);
  const asked = { page, keys: page.isBackward ? reversed(keys) : keys };
  const sql = new SqlValues();
  const found = `search_entries(${sql.value(words)}, ${sql.value(types, 'text[]')}) t`;
  const behind = page.cursor === null ? '' : ` where ${afterCursor(asked.keys, page.cursor, sql)}`;
  const rows = await snapshot.query<SearchHit>(
    `select * from ${found}${behind} order by ${orderClause(asked.keys)} limit ${sql.value(page.size + 1, 'integer')}`,
    sql.values,
  );
  return pageOfRows(asked, rows, async () => {
    const counting = 'select count(*)::integer as count from search_entries($1, $2::text[])';
    return (await snapshot.query<{ count: number }>(counting, [words, types]))[0]?.count ?? 0;
  });
}
