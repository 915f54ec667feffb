/**
 * The id of the kth copy of a row, in SQL, made from the original's: so copies refer to copies. Time and version stay, as
 * TypeIDs take no other UUIDs.
 */
export function copyOfId(column: string): string {
  const hash = `md5(${column}::text || k)`;
  return `(left(${column}::text, 15) || substr(${hash}, 1, 3) || '-8' || substr(${hash}, 4, 3) || '-' || substr(${hash}, 7, 12))::uuid`;
}
