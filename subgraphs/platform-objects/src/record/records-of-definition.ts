import {
  type Connection,
  countStatement,
  Direction,
  hydrate,
  type ListStatement,
  type OrderKey,
  orderKeys,
  pageOf,
  pageOfRows,
  pageStatement,
  type Request,
  RequestError,
  reversed,
  type SqlValues,
  type Table,
  tableOf,
} from '@kith/kernel';
import type { ObjectDefinition } from '../definition/definition.entity.js';
import { valueColumn } from '../definition/property-type.js';
import { filterableProperty } from './filterable-property.js';
import { ObjectRecord } from './record.entity.js';
import type { DefinedRecordOrder, RecordsArgs } from './record.inputs.js';
import { recordCondition } from './record-condition.js';

/** A page of the records of one definition, filtered and ordered by its filterable properties. */
export async function recordsOfDefinition(
  { snapshot }: Request,
  definition: ObjectDefinition,
  args: RecordsArgs,
): Promise<Connection<ObjectRecord>> {
  const table = tableOf(snapshot, ObjectRecord);
  const page = pageOf(args);
  const keys = keysOf(
    table,
    definition,
    args.orderBy?.length
      ? args.orderBy
      : [{ field: 'createdAt', direction: Direction.ASC } as DefinedRecordOrder],
  );
  const asked: ListStatement = {
    table,
    page,
    keys: page.isBackward ? reversed(keys) : keys,
    conditions: (sql: SqlValues) => [
      `t.definition_id = ${sql.value(definition.id, 'uuid')}`,
      recordCondition(definition, table, args.filter, sql),
    ],
  };
  const { text, values } = pageStatement(asked);
  const rows = hydrate(ObjectRecord, await snapshot.query(text, values));
  return pageOfRows(asked, rows, async () => {
    const counting = countStatement(asked);
    return (await snapshot.query<{ count: number }>(counting.text, counting.values))[0]?.count ?? 0;
  });
}

const valueTypes = {
  text_value: 'text',
  number_value: 'bigint',
  time_value: 'timestamp with time zone',
  truth_value: 'boolean',
} as const;

function keysOf(
  table: Table,
  definition: ObjectDefinition,
  steps: readonly DefinedRecordOrder[],
): OrderKey[] {
  return steps.flatMap(({ field, property, direction, nulls }, index) => {
    const [key, id] = orderKeys(table, [{ field: field ?? 'createdAt', direction, nulls }]) as [
      OrderKey,
      OrderKey,
    ];
    const last = index === steps.length - 1 ? [id] : [];
    if (Boolean(field) === Boolean(property))
      throw new RequestError(
        'BAD_USER_INPUT',
        'A step of an order names a field or a property, one of the two',
      );
    if (!property) return [key, ...last];
    const { name, type } = filterableProperty(definition, property);
    const column = valueColumn(type);
    return [
      {
        ...key,
        ...propertyColumn(name, column),
        type: valueTypes[column],
        isNullable: true,
        isComputed: true,
      },
      ...last,
    ];
  });
}

/** Property names are checked when they are defined: letters and digits alone, so they can stand in SQL. */
function propertyColumn(name: string, column: string): { column: string; property: string } {
  return {
    column: `(select v.${column} from record_property v where v.record_id = t.id and v.property = '${name}')`,
    property: `property ${name}`,
  };
}
