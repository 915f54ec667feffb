import { Field, InputType, registerEnumType } from 'type-graphql';
import { snakeCase } from '../database/snake-case.js';
import type { Table } from '../database/table.js';

export enum Direction {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(Direction, {
  name: 'Direction',
  description: 'Which way an order runs.',
  valuesConfig: { ASC: { description: 'The least first.' }, DESC: { description: 'The most first.' } },
});

export enum Nulls {
  FIRST = 'FIRST',
  LAST = 'LAST',
}
registerEnumType(Nulls, {
  name: 'Nulls',
  description: 'Where things without a value stand in an order.',
  valuesConfig: { FIRST: { description: 'Before all others.' }, LAST: { description: 'After all others.' } },
});

/** One step of an order, as a client gives it; `field` holds the entity's property. */
export interface OrderInput {
  readonly field: string;
  readonly direction: Direction;
  readonly nulls?: Nulls | null;
}

/** One step of an order in SQL. `isNullable` steps also say where nulls stand. */
export interface OrderKey {
  readonly column: string;
  /** The Postgres type of the column: a cursor's value is cast to it. */
  readonly type: string;
  /** The name under which the row holds the value. */
  readonly property: string;
  /** The column is an expression, which the rows would not hold if it were not selected for the key. */
  readonly isComputed?: boolean;
  readonly isNullable: boolean;
  readonly isDescending: boolean;
  readonly nullsFirst: boolean;
}

/** What a list can be ordered by: a public field, with the property that holds it where that has another name. */
export type OrderField = string | { readonly name: string; readonly property: string };

/** Makes `PersonOrder` and its enum `PersonOrderField` from the fields that a list can be ordered by. */
export function orderInput(typeName: string, orderBy: readonly OrderField[]): new () => OrderInput {
  const fields = orderBy.map((field) =>
    typeof field === 'string' ? { name: field, property: field } : field,
  );
  const valueNamed = (name: string) => snakeCase(name).toUpperCase();
  const values = Object.fromEntries(fields.map(({ name, property }) => [valueNamed(name), property]));
  registerEnumType(values, {
    name: `${typeName}OrderField`,
    description: `What a list of ${typeName} can be ordered by.`,
    valuesConfig: Object.fromEntries(
      fields.map(({ name }) => [valueNamed(name), { description: `By ${name}.` }]),
    ),
  });
  class Order implements OrderInput {
    field!: string;
    direction!: Direction;
    nulls?: Nulls | null;
  }
  InputType(`${typeName}Order`, { description: `A step of an order of ${typeName}.` })(Order);
  Field(() => values, { description: 'What to compare.' })(Order.prototype, 'field');
  Field(() => Direction, { defaultValue: Direction.ASC, description: 'Which way.' })(
    Order.prototype,
    'direction',
  );
  Field(() => Nulls, {
    nullable: true,
    description: 'Where things without a value stand; last unless said.',
  })(Order.prototype, 'nulls');
  return Order;
}

/** The steps of an order in SQL; the id breaks ties, so that every row has one place. */
export function orderKeys(table: Table, steps: readonly OrderInput[]): OrderKey[] {
  const keys = steps.map(({ field, direction, nulls }) => ({
    column: `t.${table.column(field)}`,
    type: table.type(field),
    property: field,
    isNullable: table.isNullable(field),
    isDescending: direction === Direction.DESC,
    nullsFirst: nulls === Nulls.FIRST,
  }));
  const isDescending = keys.at(-1)?.isDescending ?? false;
  return [
    ...keys,
    { column: 't.id', type: 'uuid', property: 'id', isNullable: false, isDescending, nullsFirst: false },
  ];
}

/** The same order from its other end. */
export function reversed(keys: readonly OrderKey[]): OrderKey[] {
  return keys.map((key) => ({ ...key, isDescending: !key.isDescending, nullsFirst: !key.nullsFirst }));
}

export function orderClause(keys: readonly OrderKey[]): string {
  return keys
    .map(({ column, isNullable, isDescending, nullsFirst }) => {
      const nulls = isNullable ? ` nulls ${nullsFirst ? 'first' : 'last'}` : '';
      return `${column}${isDescending ? ' desc' : ''}${nulls}`;
    })
    .join(', ');
}
