import {
  type ConstDirectiveNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isScalarType,
  valueFromASTUntyped,
} from 'graphql';

/** What `@listSize` says of a field. */
export interface ListSize {
  readonly assumedSize: number | null;
  readonly slicingArguments: readonly string[];
  readonly sizedFields: readonly string[];
  readonly requiresOneSlicingArgument: boolean;
}

interface Defined {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
}

/** The weight of a field, an argument or an input field: what `@cost` says, or 1 for what has fields of its own, and else 0. */
export function weightOf(element: Defined & { readonly type: GraphQLType }): number {
  return ownWeight(element) ?? (isLeafType(getNamedType(element.type)) ? 0 : 1);
}

/** The weight of each value of a type that is not abstract. */
export function weightOfType(type: GraphQLNamedType): number {
  const given = isScalarType(type) || !isAbstractType(type) ? ownWeight(type as Defined) : undefined;
  return given ?? (isLeafType(type) ? 0 : 1);
}

export function listSizeOf(field: GraphQLField<unknown, unknown>): ListSize | null {
  const read = argumentsOf(field, 'listSize');
  if (!read) return null;
  const { assumedSize = null, slicingArguments, sizedFields, requireOneSlicingArgument = true } = read;
  return {
    assumedSize: assumedSize as number | null,
    slicingArguments: (slicingArguments ?? []) as string[],
    sizedFields: (sizedFields ?? []) as string[],
    requiresOneSlicingArgument: requireOneSlicingArgument as boolean,
  };
}

export type Weighed = GraphQLField<unknown, unknown> | GraphQLArgument | GraphQLInputField;

/** The directive takes a text, as its specification has it, or a number, as composition wants it. */
function ownWeight(element: Defined): number | undefined {
  const weight = argumentsOf(element, 'cost')?.['weight'];
  return weight === undefined ? undefined : Number(weight);
}

function argumentsOf({ astNode }: Defined, directive: string): Record<string, unknown> | undefined {
  const found = astNode?.directives?.find(({ name }) => name.value === directive);
  if (!found) return undefined;
  return Object.fromEntries(
    (found.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}
