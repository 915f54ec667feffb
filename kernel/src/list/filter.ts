import type { Table } from '../database/table.js';
import { RequestError } from '../errors/request-error.js';
import { decodeId } from '../graph/id.js';
import type { FieldKind } from './kinds.js';
import { literalPattern, type SqlValues } from './sql.js';

export type FilterFields = Readonly<Record<string, FieldKind>>;
export type FilterInput = { readonly [name: string]: unknown };

/** A filter with more conditions or deeper nesting is refused: each costs the database. */
const mostConditions = 50;
const mostDepth = 6;
const mostValues = 100;

const comparisons: Readonly<Record<string, string>> = {
  eq: '=',
  ne: 'is distinct from',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};

interface Compiling {
  readonly fields: FilterFields;
  readonly table: Table;
  readonly sql: SqlValues;
  count: number;
}

/**
 * Writes a client's filter as a condition on the rows of `t`; null where it asks for nothing.
 *
 * @throws RequestError `BAD_USER_INPUT` for an id of another type, or too many or too deeply nested conditions.
 */
export function filterCondition(
  fields: FilterFields,
  table: Table,
  filter: FilterInput | null | undefined,
  sql: SqlValues,
): string | null {
  return filter ? conjunction(filter, { fields, table, sql, count: 0 }, 1) : null;
}

function conjunction(filter: FilterInput, compiling: Compiling, depth: number): string | null {
  if (depth > mostDepth)
    throw new RequestError('BAD_USER_INPUT', `A filter may be nested at most ${mostDepth} deep`);
  const parts: (string | null)[] = [];
  for (const [name, given] of Object.entries(filter)) {
    if (given === null || given === undefined) continue;
    if (name === 'and') parts.push(joined(given as FilterInput[], 'and', compiling, depth));
    else if (name === 'or') parts.push(joined(given as FilterInput[], 'or', compiling, depth));
    else if (name === 'not') parts.push(negation(given as FilterInput, compiling, depth));
    else parts.push(...fieldConditions(name, given as FilterInput, compiling));
  }
  return join(parts, 'and');
}

function joined(
  filters: FilterInput[],
  word: 'and' | 'or',
  compiling: Compiling,
  depth: number,
): string | null {
  return join(
    filters.map((filter) => conjunction(filter, compiling, depth + 1) ?? 'true'),
    word,
  );
}

function negation(filter: FilterInput, compiling: Compiling, depth: number): string | null {
  const condition = conjunction(filter, compiling, depth + 1);
  // A condition on a missing value is unknown, not true; its negation must then hold.
  return condition && `(${condition}) is not true`;
}

function join(parts: (string | null)[], word: 'and' | 'or'): string | null {
  const written = parts.filter((part) => part !== null);
  return written.length === 0
    ? null
    : written.length === 1
      ? (written[0] as string)
      : `(${written.join(` ${word} `)})`;
}

function fieldConditions(name: string, operators: FilterInput, compiling: Compiling): string[] {
  const { fields, table } = compiling;
  const field = fields[name] as FieldKind;
  const property = field.property ?? name;
  return Object.entries(operators)
    .filter(([, operand]) => operand !== null && operand !== undefined)
    .map(([operator, operand]) => {
      if (++compiling.count > mostConditions)
        throw new RequestError('BAD_USER_INPUT', `A filter may hold at most ${mostConditions} conditions`);
      return condition(
        { column: `t.${table.column(property)}`, type: table.type(property), field, sql: compiling.sql },
        operator,
        operand,
      );
    });
}

/** A column that a condition speaks of. */
export interface Operand {
  readonly column: string;
  readonly type: string;
  readonly field: FieldKind;
  readonly sql: SqlValues;
}

/** One operator of a typed filter as SQL. */
export function condition({ column, type, field, sql }: Operand, operator: string, operand: unknown): string {
  const read = (value: unknown) => operandValue(field, value);
  if (operator === 'isNull') return `${column} is ${operand ? '' : 'not '}null`;
  if (operator === 'contains')
    return `${column} ilike ${sql.value(`%${literalPattern(operand as string)}%`)}`;
  if (operator === 'startsWith')
    return `${column} ilike ${sql.value(`${literalPattern(operand as string)}%`)}`;
  if (operator === 'in')
    return `${column} = any(${sql.value(atMost(operand as unknown[]).map(read), `${type}[]`)})`;
  if (operator === 'between') {
    const { from, to } = operand as { from: unknown; to: unknown };
    return `${column} between ${sql.value(read(from), type)} and ${sql.value(read(to), type)}`;
  }
  return `${column} ${comparisons[operator]} ${sql.value(read(operand), type)}`;
}

function atMost(values: unknown[]): unknown[] {
  if (values.length > mostValues)
    throw new RequestError('BAD_USER_INPUT', `"in" takes at most ${mostValues} values`);
  return values;
}

function operandValue(field: FieldKind, value: unknown): unknown {
  if (field.idType) return decodeId(field.idType, value as string);
  return field.isLowerCase ? (value as string).toLowerCase() : value;
}
