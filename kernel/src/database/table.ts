import type { Database } from './database.js';

/** How an entity lies in Postgres. */
export interface Table {
  /** The quoted name, never with its schema: which schema answers is the transaction's search path. */
  readonly name: string;
  /** All columns for a `select`, named as the entity's properties: `o."placed_at" as "placedAt", …`. */
  columns(alias: string): string;
  /** The quoted column of a property. */
  column(property: string): string;
  isNullable(property: string): boolean;
  /** The Postgres type of a property's column. */
  type(property: string): string;
}

type Constructor = abstract new (...args: never[]) => object;

const tables = new WeakMap<Database, Map<Constructor, Table>>();

/** Reads an entity's table from its decorators, once. */
export function tableOf(database: Database, entity: Constructor): Table {
  const known = tables.get(database) ?? new Map<Constructor, Table>();
  tables.set(database, known);
  const table = known.get(entity) ?? describe(database, entity);
  known.set(entity, table);
  return table;
}

function describe(database: Database, entity: Constructor): Table {
  const metadata = database.dataSource.getMetadata(entity);
  const find = (property: string) => {
    const column = metadata.findColumnWithPropertyName(property);
    if (!column) throw new Error(`${metadata.name} has no column for "${property}"`);
    return column;
  };
  const texts = new Map<string, string>();
  return {
    name: `"${metadata.tableName}"`,
    column: (property) => `"${find(property).databaseName}"`,
    isNullable: (property) => find(property).isNullable,
    type: (property) => database.dataSource.driver.normalizeType(find(property)),
    columns: (alias) => {
      const text =
        texts.get(alias) ??
        metadata.columns
          .map((column) => `${alias}."${column.databaseName}" as "${column.propertyName}"`)
          .join(', ');
      texts.set(alias, text);
      return text;
    },
  };
}
