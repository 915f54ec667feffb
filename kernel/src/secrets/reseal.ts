import type pg from 'pg';
import { keyNameColumn, type SealedTable } from './sealed-table.js';
import { keyName, type SecretsKeys, seal, unseal } from './secret-box.js';

/** So many are sealed anew by one statement, so that nobody waits long for it. */
const mostRows = 500;

/**
 * Seals some secrets of a table with the newest key that lie under an older one, as the relay role. Answers how many.
 *
 * @throws Error when there are some, and none of them opens.
 */
export async function reseal(
  relay: pg.Pool,
  { table, of, place }: SealedTable,
  keys: SecretsKeys,
): Promise<number> {
  const [, ...older] = keys;
  if (older.length === 0) return 0;
  const columns = ['ctid', ...of].map((column) => `${column}::text as ${column}`);
  const { rows } = await relay.query<Record<string, string> & { sealed: Buffer }>(
    `select sealed, ${columns.join(', ')} from ${table} where ${keyNameColumn} = any($1) limit $2`,
    [older.map(keyName), mostRows],
  );
  const opened = rows.flatMap((row) => {
    const secret = openedOrNull(keys, place(row), row.sealed);
    return secret === null ? [] : [{ row, anew: seal(keys, place(row), secret) }];
  });
  if (rows.length > opened.length && opened.length === 0)
    throw new Error(`${rows.length} secrets of ${table} do not open, although their key is known`);
  // Of a row that somebody has changed meanwhile the secret is theirs.
  const { rowCount } = await relay.query(
    `update ${table} t set sealed = n.anew from unnest($1::tid[], $2::bytea[], $3::bytea[]) as n (place, sealed, anew)
     where t.ctid = n.place and t.sealed = n.sealed`,
    [
      opened.map(({ row }) => row['ctid']),
      opened.map(({ row }) => row.sealed),
      opened.map(({ anew }) => anew),
    ],
  );
  return rowCount ?? 0;
}

/** How many secrets of a table lie under another key than the newest, known or not. */
export async function countUnderOthers(
  relay: pg.Pool,
  { table }: SealedTable,
  [newest]: SecretsKeys,
): Promise<number> {
  const { rows } = await relay.query<{ count: number }>(
    // Not `<>`, for which no index serves.
    `select count(*)::int as count from ${table} where ${keyNameColumn} < $1 or ${keyNameColumn} > $1`,
    [keyName(newest)],
  );
  return rows[0]?.count ?? 0;
}

function openedOrNull(keys: SecretsKeys, place: string, sealed: Buffer): string | null {
  try {
    return unseal(keys, place, sealed);
  } catch {
    return null;
  }
}
