import type { DataSource } from 'typeorm';

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

const tables = new WeakMap<DataSource, Map<Constructor, Table>>();

/** Reads an entity's table from its decorators, once. */
export function tableOf({ dataSource }: { readonly dataSource: DataSource }, entity: Constructor): Table {
  const known = tables.get(dataSource) ?? new Map<Constructor, Table>();
  tables.set(dataSource, known);
  const table = known.get(entity) ?? describe(dataSource, entity);
  known.set(entity, table);
  return table;
}

function describe(dataSource: DataSource, entity: Constructor): Table {
  const metadata = dataSource.getMetadata(entity);
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
    type: (property) => dataSource.driver.normalizeType(find(property)),
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
