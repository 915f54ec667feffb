import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { isConnection, isPlain } from '../isolation/schema.js';

type Field = GraphQLField<unknown, unknown>;

/** The least that can be asked of a root field: what its arguments say does not matter, because rights come first. */
export function rootProbe(kind: 'query' | 'mutation' | 'subscription', field: Field): string {
  const given = field.args.filter(isRequiredArgument).map(({ name, type }) => `${name}: ${least(type)}`);
  const named = getNamedType(field.type);
  return `${kind} { ${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''} ${isLeafType(named) ? '' : '{ __typename }'} }`;
}

const scalars: Readonly<Record<string, string>> = {
  Int: '1',
  Boolean: 'true',
  Decimal: '"1"',
  DateTime: '"2026-01-01T00:00:00Z"',
  Date: '"2026-01-01"',
  EmailAddress: '"nobody@kith.test"',
  CurrencyCode: '"USD"',
  JSON: '{}',
};

function least(type: GraphQLInputType): string {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return '[]';
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${least(field.type)}`).join(', ')} }`;
  }
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name as string;
  return scalars[String(nullable)] ?? '"x"';
}

/** The fields of a type that can be asked without arguments, each with what it takes to ask it. */
export function fieldProbes(type: GraphQLObjectType): ReadonlyMap<string, string> {
  const plain = Object.values(type.getFields()).filter(isPlain);
  return new Map(
    plain.map((field) => {
      const named = getNamedType(field.type);
      const below = isLeafType(named) ? '' : isConnection(field) ? ' { totalCount }' : ' { __typename }';
      return [field.name, `${field.name}${below}`];
    }),
  );
}
