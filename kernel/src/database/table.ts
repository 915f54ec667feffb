import type { DataSource } from 'typeorm';
import { nodeName } from '../graph/node.js';

/** How an entity lies in Postgres. */
export interface Table {
  /** The quoted name, never with its schema: which schema answers is the transaction's search path. */
  readonly name: string;
  /**
   * The columns for a `select`, named as the entity's properties: `o."placed_at" as "placedAt", …`. Of what an operation
   * does not look at there are those in `also` alone.
   */
  columns(alias: string, also?: readonly string[]): string;
  /** The quoted column of a property. */
  column(property: string): string;
  isNullable(property: string): boolean;
  /** The Postgres type of a property's column. */
  type(property: string): string;
}

/** What an operation looks at of each GraphQL type, by the type's name; null is everything. */
export type SelectedProperties = ReadonlyMap<string, ReadonlySet<string> | null>;

/** Where a table is looked at from. */
export interface TableView {
  /** Knows how the entities lie in Postgres; what runs through it runs outside of the transaction. */
  readonly dataSource: DataSource;
  /** Without, whoever looks wants all columns. */
  readonly selected?: SelectedProperties;
}

type Constructor = abstract new (...args: never[]) => object;

const tables = new WeakMap<object, Map<Constructor, Table>>();

/** Reads an entity's table from its decorators, once for each operation. */
export function tableOf({ dataSource, selected }: TableView, entity: Constructor): Table {
  const known = tables.get(selected ?? dataSource) ?? new Map<Constructor, Table>();
  tables.set(selected ?? dataSource, known);
  const table = known.get(entity) ?? describe(dataSource, entity, selected?.get(typeNameOf(entity)) ?? null);
  known.set(entity, table);
  return table;
}

/** The GraphQL type that shows rows of an entity: its own, or that of the entity which it extends. */
function typeNameOf(entity: Constructor): string {
  for (let type: object = entity; type !== Function.prototype; type = Object.getPrototypeOf(type)) {
    const name = nodeName(type);
    if (name) return name;
  }
  return entity.name;
}

function describe(dataSource: DataSource, entity: Constructor, selected: ReadonlySet<string> | null): Table {
  const metadata = dataSource.getMetadata(entity);
  const find = (property: string) => {
    const column = metadata.findColumnWithPropertyName(property);
    if (!column) throw new Error(`${metadata.name} has no column for "${property}"`);
    return column;
  };
  // What is no column is a getter that does not say what it needs.
  const isNarrow =
    selected !== null && [...selected].every((property) => metadata.findColumnWithPropertyName(property));
  const texts = new Map<string, string>();
  return {
    name: `"${metadata.tableName}"`,
    column: (property) => `"${find(property).databaseName}"`,
    isNullable: (property) => find(property).isNullable,
    type: (property) => dataSource.driver.normalizeType(find(property)),
    columns(alias, also = []) {
      const key = [alias, ...also].join();
      const wanted = isNarrow ? new Set(['id', ...selected, ...also]) : null;
      const text =
        texts.get(key) ??
        metadata.columns
          .filter(({ propertyName }) => wanted?.has(propertyName) ?? true)
          .map((column) => `${alias}."${column.databaseName}" as "${column.propertyName}"`)
          .join(', ');
      texts.set(key, text);
      return text;
    },
  };
}
