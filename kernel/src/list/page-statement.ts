import type { Table } from '../database/table.js';
import type { Id } from '../graph/id.js';
import { afterCursor } from './cursor.js';
import type { Page } from './list-args.js';
import { type OrderKey, orderClause } from './order.js';
import { SqlValues } from './sql.js';

/** What a list asks of a table. */
export interface ListStatement {
  readonly table: Table;
  readonly page: Page;
  /** In the direction in which the rows are read. */
  readonly keys: readonly OrderKey[];
  readonly conditions: (sql: SqlValues) => (string | null | undefined)[];
}

/** The parents whose lists are read together. */
export interface Parents {
  readonly property: string;
  readonly parents: readonly Id[];
}

export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/**
 * One page of rows, and one row more to see whether there is a next page. With parents, a page of each: the first rows of
 * every parent come from the index, however long its list is.
 */
export function pageStatement({ table, page, keys, conditions }: ListStatement, of?: Parents): Statement {
  const sql = new SqlValues();
  const parents = of && sql.value(of.parents, 'uuid[]');
  const where = conjunction([
    of && `t.${table.column(of.property)} = p.id`,
    ...conditions(sql),
    page.cursor && afterCursor(keys, page.cursor, sql),
  ]);
  const computed = keys.filter((key) => key.isComputed).map((key) => `, ${key.column} as "${key.property}"`);
  const rows = `select ${table.columns('t')}${computed.join('')} from ${table.name} t${where} order by ${orderClause(keys)} limit ${sql.value(page.size + 1, 'integer')}`;
  const text = parents
    ? `select p.id as parent, r.* from unnest(${parents}) as p(id) cross join lateral (${rows}) r`
    : rows;
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
  const where = conjunction([`${column} = any(${sql.value(of.parents, 'uuid[]')})`, ...conditions(sql)]);
  const text = `select ${column} as parent, count(*)::integer as count from ${table.name} t${where} group by 1`;
  return { text, values: sql.values };
}

function conjunction(conditions: (string | null | undefined | '')[]): string {
  const written = conditions.filter(Boolean);
  return written.length > 0 ? ` where ${written.join(' and ')}` : '';
}
