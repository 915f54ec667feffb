import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLString,
  isEnumType,
} from 'graphql';

/** Whether what a subgraph answered is a value of the type as clients know it. */
export type Accepts = (value: unknown) => boolean;

const isWhole = (value: unknown) => Number.isInteger(value);
const isText = (value: unknown) => typeof value === 'string';

const builtIn: Readonly<Record<string, Accepts>> = {
  [GraphQLInt.name]: isWhole,
  [GraphQLFloat.name]: (value) => Number.isFinite(value),
  [GraphQLBoolean.name]: (value) => typeof value === 'boolean',
  [GraphQLString.name]: isText,
  [GraphQLID.name]: (value) => isText(value) || isWhole(value),
};

/** A custom scalar is whatever its subgraph says; of an enum, clients know the values that all of the graph shows them. */
export function accepts(type: GraphQLLeafType): Accepts {
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map(({ name }) => name));
    return (value) => names.has(value as string);
  }
  return builtIn[type.name] ?? (() => true);
}
