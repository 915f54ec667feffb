import {
  condition,
  type FieldKind,
  filterable,
  RequestError,
  type SqlValues,
  type Table,
} from '@kith/kernel';
import type { ObjectDefinition } from '../definition/definition.entity.js';
import { PropertyType, valueColumn } from '../definition/property-type.js';
import { filterableProperty } from './filterable-property.js';
import type { DefinedRecordFilter, PropertyFilter } from './record.inputs.js';

const mostDepth = 6;
const fields: Readonly<Record<'displayName' | 'isArchived' | 'ownerId' | 'teamId' | 'createdAt', FieldKind>> =
  {
    displayName: filterable.text(),
    isArchived: filterable.truth(),
    ownerId: filterable.id('User'),
    teamId: filterable.id('Team'),
    createdAt: filterable.instant(),
  };

/** Writes a filter of records as a condition on the rows of `t`; null where it asks for nothing. */
export function recordCondition(
  definition: ObjectDefinition,
  table: Table,
  filter: DefinedRecordFilter | null | undefined,
  sql: SqlValues,
  depth = 1,
): string | null {
  if (!filter) return null;
  if (depth > mostDepth)
    throw new RequestError('BAD_USER_INPUT', `A filter may be nested at most ${mostDepth} deep`);
  const within = (inner: DefinedRecordFilter) =>
    recordCondition(definition, table, inner, sql, depth + 1) ?? 'true';
  const parts = [
    ...Object.entries(fields).flatMap(([name, field]) => fieldConditions(table, name, field, filter, sql)),
    ...(filter.properties ?? []).flatMap((property) => propertyConditions(definition, property, sql)),
    ...(filter.and ?? []).map(within),
    ...(filter.or?.length ? [`(${filter.or.map(within).join(' or ')})`] : []),
    ...(filter.not ? [`(${within(filter.not)}) is not true`] : []),
  ];
  return parts.length === 0 ? null : `(${parts.join(' and ')})`;
}

function fieldConditions(
  table: Table,
  name: string,
  field: FieldKind,
  filter: DefinedRecordFilter,
  sql: SqlValues,
): string[] {
  const operators = (filter as Record<string, object | null | undefined>)[name] ?? {};
  return given(operators).map(([operator, operand]) =>
    condition({ column: `t.${table.column(name)}`, type: table.type(name), field, sql }, operator, operand),
  );
}

function propertyConditions(definition: ObjectDefinition, filter: PropertyFilter, sql: SqlValues): string[] {
  const { name, type } = filterableProperty(definition, filter.name);
  const { member, kind, sqlType } = kindOf(type);
  const operators = filter[member];
  if (!operators)
    throw new RequestError('BAD_USER_INPUT', `${name} is ${type}: give its conditions in \`${member}\``);
  const column = `(select v.${valueColumn(type)} from record_property v where v.record_id = t.id and v.property = '${name}')`;
  return given(operators).map(([operator, operand]) =>
    condition({ column, type: sqlType, field: kind, sql }, operator, operand),
  );
}

function kindOf(type: PropertyType) {
  if (type === PropertyType.NUMBER)
    return { member: 'number', kind: filterable.decimal(), sqlType: 'bigint' } as const;
  if (type === PropertyType.BOOLEAN)
    return { member: 'boolean', kind: filterable.truth(), sqlType: 'boolean' } as const;
  if (type === PropertyType.DATE || type === PropertyType.DATETIME)
    return { member: 'dateTime', kind: filterable.instant(), sqlType: 'timestamptz' } as const;
  return { member: 'string', kind: filterable.text(), sqlType: 'text' } as const;
}

function given(operators: object): [string, unknown][] {
  return Object.entries(operators).filter(([, operand]) => operand !== null && operand !== undefined);
}
