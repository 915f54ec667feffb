import type { Table } from '../database/table.js';
import type { Id } from '../graph/id.js';
import { afterCursor } from './cursor.js';
import type { Page } from './list-args.js';
import { type OrderKey, orderClause } from './order.js';
import { lookUp, SqlValues } from './sql.js';

/** What a list asks of a table. */
export interface ListStatement {
  readonly table: Table;
  /** Columns beside the table's own. */
  readonly more?: readonly string[];
  readonly page: Page;
  /** In the direction in which the rows are read. */
  readonly keys: readonly OrderKey[];
  readonly conditions: (sql: SqlValues) => (string | null | undefined)[];
}

/** The parents whose lists are read together. */
export interface Parents {
  readonly property: string;
  readonly parents: readonly Id[];
  /** Parents may have been merged: then the list holds the rows of all that are one now. */
  readonly isAliased?: boolean;
}

export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/**
 * One page of rows, and one row more to see whether there is a next page. With parents, a page of each: the first rows of
 * every parent come from the index, however long its list is.
 */
export function pageStatement(
  { table, more = [], page, keys, conditions }: ListStatement,
  of?: Parents,
): Statement {
  const sql = new SqlValues();
  const parents = of && sql.value(of.parents, 'uuid[]');
  const where = conjunction([
    of && `t.${table.column(of.property)} = ${of.isAliased ? 'm.id' : 'p.id'}`,
    ...conditions(sql),
    page.cursor && afterCursor(keys, page.cursor, sql),
  ]);
  const computed = keys.filter((key) => key.isComputed).map((key) => `${key.column} as "${key.property}"`);
  const ordered = keys.filter((key) => !key.isComputed).map((key) => key.property);
  const selected = [table.columns('t', ordered), ...computed, ...more].join(', ');
  const limit = `limit ${sql.value(page.size + 1, 'integer')}`;
  const rows = `select ${selected} from ${table.name} t${where} order by ${orderClause(keys)} ${limit}`;
  if (!parents) return { text: rows, values: sql.values };
  // Each of those that are one gives its first rows from the index; of these the first are the list's.
  const merged = () =>
    `select i.* from ids_of(p.id) as m(id) cross join lateral (${rows}) i
     order by ${orderClause(keys.map((key) => ({ ...key, column: `i."${key.property}"` })))} ${limit}`;
  const text = `select p.id as parent, r.* from unnest(${parents}) as p(id) cross join lateral (${of?.isAliased ? merged() : rows}) r`;
  return { text, values: sql.values };
}

/** How many rows there are on all pages. */
export function countStatement({ table, conditions }: ListStatement, of?: Parents): Statement {
  const sql = new SqlValues();
  if (!of) {
    const text = `select count(*)::integer as count from ${table.name} t${conjunction(conditions(sql))}`;
    return { text, values: sql.values };
  }
  const column = `t.${table.column(of.property)}`;
  if (of.isAliased) {
    const text = `select p.id as parent, count(*)::integer as count from unnest(${sql.value(of.parents, 'uuid[]')}) as p(id)
      cross join lateral ids_of(p.id) as m(id) ${lookUp(table.name, 't', table.column(of.property))}${conjunction(conditions(sql))} group by 1`;
    return { text, values: sql.values };
  }
  const where = conjunction([`${column} = any(${sql.value(of.parents, 'uuid[]')})`, ...conditions(sql)]);
  const text = `select ${column} as parent, count(*)::integer as count from ${table.name} t${where} group by 1`;
  return { text, values: sql.values };
}

function conjunction(conditions: (string | null | undefined | '')[]): string {
  const written = conditions.filter(Boolean);
  return written.length > 0 ? ` where ${written.join(' and ')}` : '';
}
