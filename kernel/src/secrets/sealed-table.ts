import { keyNameBytes, type SecretsKeys } from './secret-box.js';

/** What a subgraph keeps sealed, in tables whose column `sealed` holds a secret or null. */
export interface Sealed {
  /** The keys that it was given. */
  readonly keysOf: (premises: { readonly means: object }) => SecretsKeys;
  readonly tables: readonly SealedTable[];
}

export interface SealedTable {
  readonly table: string;
  /** The columns that say for which place a row's secret is sealed. */
  readonly of: readonly string[];
  /** That place, of the columns as texts. */
  readonly place: (row: Readonly<Record<string, string>>) => string;
}

/** The name of the key with which a row is sealed, in SQL. */
export const keyNameColumn = `substring(sealed from 1 for ${keyNameBytes})`;

/** Lets what lies under an older key be found at once. Its table is a relay table, where that role may read what `SealedTable` names, the `ctid` too, and update `sealed`. */
export function sealedTable(table: string): string {
  return `create index ${table}_key on ${table} ((${keyNameColumn}));`;
}
