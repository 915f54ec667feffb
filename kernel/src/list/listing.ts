import { type EntityClass, hydrate } from '../database/hydrate.js';
import { type Table, tableOf } from '../database/table.js';
import type { Id } from '../graph/id.js';
import { loader } from '../request/loader.js';
import type { Request } from '../request/request.js';
import { type Connection, type ConnectionTypes, connectionTypes } from './connection.js';
import { type FilterFields, filterCondition } from './filter.js';
import { type ListArgs, listInputs, pageOf } from './list-args.js';
import { type OrderField, type OrderInput, orderKeys, reversed } from './order.js';
import { pageOfRows } from './page-of-rows.js';
import { countStatement, type ListStatement, type Parents, pageStatement } from './page-statement.js';
import type { SqlValues } from './sql.js';

/** Writes a further condition on the rows of `t`. */
export type Condition = (sql: SqlValues, table: Table) => string;

export interface ListingOptions {
  /** The name of the node's type; it names the connection, the filter and the order. */
  readonly name: string;
  readonly filter: FilterFields;
  readonly orderBy: readonly OrderField[];
  /** Properties with ids of nodes that can be merged: their lists hold the rows of all that are one. */
  readonly aliased?: readonly string[];
  /** Columns of `t` that are computed, beside its own. */
  readonly more?: readonly string[];
  /** The order when the client gives none. */
  readonly defaultOrder: readonly OrderInput[];
}

/** Lists of one entity: the GraphQL types of such a list, and the statements that answer it. */
export interface Listing<Entity> extends ConnectionTypes {
  readonly Args: new () => ListArgs;
  /** A list of the organization's rows that meet the condition. */
  list(request: Request, args: ListArgs, condition?: Condition): Promise<Connection<Entity>>;
  /**
   * The list that belongs to one parent, by the property that holds the parent's id. Lists of many parents that are
   * asked for together are answered by one statement.
   */
  listOf(
    request: Request,
    property: keyof Entity & string,
    parent: Id,
    args: ListArgs,
    condition?: NamedCondition,
  ): Promise<Connection<Entity>>;
}

/** A condition with a name, by which equal lists of many parents are put together. */
export interface NamedCondition {
  readonly name: string;
  readonly write: Condition;
}

export function listing<Entity extends { id: Id }>(
  entity: EntityClass<Entity>,
  options: ListingOptions,
): Listing<Entity> {
  const { Args } = listInputs(options.name, options.filter, options.orderBy);

  function statement(snapshot: Request['snapshot'], args: ListArgs, condition?: Condition): ListStatement {
    const table = tableOf(snapshot, entity);
    const page = pageOf(args);
    const keys = orderKeys(table, args.orderBy?.length ? args.orderBy : options.defaultOrder);
    const conditions = (sql: SqlValues) => [
      condition?.(sql, table),
      filterCondition(options.filter, table, args.filter, sql),
    ];
    return {
      table,
      more: options.more ?? [],
      page,
      keys: page.isBackward ? reversed(keys) : keys,
      conditions,
    };
  }

  const lists = loader(async (snapshot, wanted: readonly ParentList[]) => {
    const results = new Map<ParentList, Connection<Entity>>();
    for (const group of grouped(wanted)) {
      const [{ property, args, condition }] = group as [ParentList];
      const asked = statement(snapshot, args, condition?.write);
      const parents = [...new Set(group.map((list) => list.parent))];
      const of = { property, parents, isAliased: options.aliased?.includes(property) };
      const { text, values } = pageStatement(asked, of);
      const rows = hydrate(entity, await snapshot.query(text, values)) as (Entity & { parent: Id })[];
      const rowsOf = Map.groupBy(rows, (row) => row.parent);
      const counts = countsOf(snapshot, asked, of);
      for (const list of group) {
        const count = async () => (await counts()).get(list.parent) ?? 0;
        results.set(list, pageOfRows(asked, rowsOf.get(list.parent) ?? [], count));
      }
    }
    return wanted.map((list) => results.get(list) as Connection<Entity>);
  });

  return {
    ...connectionTypes(options.name, () => entity),
    Args,
    async list({ snapshot }, args, condition) {
      const asked = statement(snapshot, args, condition);
      const { text, values } = pageStatement(asked);
      const rows = hydrate(entity, await snapshot.query(text, values));
      return pageOfRows(asked, rows, async () => {
        const { text, values } = countStatement(asked);
        return (await snapshot.query<{ count: number }>(text, values))[0]?.count ?? 0;
      });
    },
    listOf: (request, property, parent, args, condition) =>
      lists(request).load({ property, parent, args, condition }),
  };
}

interface ParentList {
  readonly property: string;
  readonly parent: Id;
  readonly args: ListArgs;
  readonly condition?: NamedCondition;
}

/** Lists with equal arguments, which differ in their parent alone. */
function grouped(lists: readonly ParentList[]): ParentList[][] {
  // A compiled query gives the lists of one field the very same.
  const texts = new Map<ListArgs, string>();
  const textOf = (args: ListArgs) => {
    const text =
      texts.get(args) ??
      JSON.stringify(args, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
    texts.set(args, text);
    return text;
  };
  const keyOf = ({ property, args, condition }: ParentList) =>
    `${property} ${condition?.name} ${textOf(args)}`;
  return [...Map.groupBy(lists, keyOf).values()];
}

/** Counts the lists of all parents in one statement, when the first of them is asked for its count. */
function countsOf(
  snapshot: Request['snapshot'],
  asked: ListStatement,
  of: Parents,
): () => Promise<Map<Id, number>> {
  let counted: Promise<Map<Id, number>> | undefined;
  const count = async () => {
    const { text, values } = countStatement(asked, of);
    const rows = await snapshot.query<{ parent: Id; count: number }>(text, values);
    return new Map(rows.map((row) => [row.parent, row.count]));
  };
  return () => (counted ??= count());
}
