import { type FieldNode, GraphQLError, type GraphQLField, Kind } from 'graphql';
import { type Amount, combined, type Variables } from './amount.js';
import { type ListSize, listSizeOf } from './weights.js';

/** What a list is taken to hold of which nothing is said. */
export const undeclaredSize = 1_000;

/** How long the lists are that `@listSize` of this field bounds: its own, or those of its `sizedFields`. */
export interface Sized {
  readonly fields: readonly string[];
  readonly length: Amount;
}

/** @throws GraphQLError `GRAPHQL_VALIDATION_FAILED` when a list that must be sliced by one argument is not. */
export function sizedBy(field: GraphQLField<unknown, unknown>, node: FieldNode): Sized {
  const size = listSizeOf(field);
  if (!size) return { fields: [], length: undeclaredSize };
  return { fields: size.sizedFields, length: lengthOf(size, field, node) };
}

function lengthOf(size: ListSize, field: GraphQLField<unknown, unknown>, node: FieldNode): Amount {
  const otherwise = size.assumedSize ?? undeclaredSize;
  const slices = size.slicingArguments.flatMap((name) => sliceOf(name, field, node));
  if (size.requiresOneSlicingArgument && size.slicingArguments.length > 0 && slices.length !== 1)
    throw unsliced(size, field, node);
  return combined(slices, (lengths) => {
    const given = lengths.filter((length) => !Number.isNaN(length));
    return given.length > 0 ? Math.max(0, ...given) : otherwise;
  });
}

/** The value of a slicing argument, where it or its default is given; NaN where that turns out to be none. */
function sliceOf(name: string, field: GraphQLField<unknown, unknown>, node: FieldNode): Amount[] {
  const preset = asLength(field.args.find((argument) => argument.name === name)?.defaultValue);
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
  if (!value) return Number.isNaN(preset) ? [] : [preset];
  if (value.kind !== Kind.VARIABLE) return [value.kind === Kind.INT ? Number(value.value) : Number.NaN];
  const variable = value.name.value;
  return [
    (variables: Variables) => (variables[variable] === undefined ? preset : asLength(variables[variable])),
  ];
}

function asLength(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN;
}

function unsliced({ slicingArguments }: ListSize, field: GraphQLField<unknown, unknown>, node: FieldNode) {
  const message = `${field.name} takes exactly one of ${slicingArguments.join(', ')}`;
  return new GraphQLError(message, { nodes: node, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
}
