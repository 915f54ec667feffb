import {
  type DirectiveNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  Kind,
  type ValueNode,
  valueFromAST,
  visit,
} from 'graphql';
import { type Amount, combined, sumOf } from './amount.js';
import { weightOf } from './weights.js';

/** What a field's arguments, and the directives that stand with it, add to its cost; less than 0 where they spare work. */
export function argumentsCost(
  { arguments: given = [], directives = [] }: FieldNode,
  defined: readonly GraphQLArgument[],
  schema: GraphQLSchema,
): Amount {
  return combined(
    [...costsOf(given, defined), ...directives.flatMap((one) => directiveCost(one, schema))],
    sumOf,
  );
}

function directiveCost({ name, arguments: given = [] }: DirectiveNode, schema: GraphQLSchema): Amount[] {
  return costsOf(given, schema.getDirective(name.value)?.args ?? []);
}

function costsOf(
  given: readonly { readonly name: { readonly value: string }; readonly value: ValueNode }[],
  defined: readonly GraphQLArgument[],
): Amount[] {
  return given.flatMap(({ name, value }) => {
    const argument = defined.find((one) => one.name === name.value);
    return argument ? [weightOf(argument), valueCost(value, argument.type)] : [];
  });
}

function valueCost(node: ValueNode, type: GraphQLInputType): Amount {
  if (!isInputObjectType(getNamedType(type))) return 0;
  if (node.kind === Kind.VARIABLE) return (variables) => inputCost(variables[node.name.value], type);
  if (!hasVariable(node)) return inputCost(valueFromAST(node, type), type);
  return (variables) => inputCost(valueFromAST(node, type, { ...variables }), type);
}

/** What the fields of an input add, for each time that they are given. */
function inputCost(value: unknown, type: GraphQLInputType): number {
  const nullable = getNullableType(type) as GraphQLInputType;
  if (value === null || value === undefined) return 0;
  if (isListType(nullable)) {
    const items = Array.isArray(value) ? value : [value];
    return sumOf(items.map((item) => inputCost(item, nullable.ofType)));
  }
  if (!isInputObjectType(nullable) || typeof value !== 'object') return 0;
  const given = value as Record<string, unknown>;
  return sumOf(
    Object.values(nullable.getFields()).map((field) =>
      given[field.name] === null || given[field.name] === undefined
        ? 0
        : weightOf(field) + inputCost(given[field.name], field.type),
    ),
  );
}

function hasVariable(node: ValueNode): boolean {
  let found = false;
  visit(node, {
    Variable() {
      found = true;
    },
  });
  return found;
}
