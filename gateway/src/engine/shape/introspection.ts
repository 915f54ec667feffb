import {
  type DocumentNode,
  executeSync,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type TypeNode,
} from 'graphql';

/** Makes a function that answers a field `__schema` or `__type` from the API schema. */
export function introspector(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): (field: FieldNode, variables: Readonly<Record<string, unknown>>) => unknown {
  // Variables were coerced, which those that introspection takes come through unchanged.
  const variableDefinitions = operation.variableDefinitions?.filter(({ type }) => isPlain(type));
  return ({ directives: _, ...field }, variables) => {
    const selectionSet = { kind: Kind.SELECTION_SET, selections: [field] } as const;
    const alone = { ...operation, directives: [], variableDefinitions, selectionSet };
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [alone, ...fragments.values()] };
    const { data, errors } = executeSync({ schema, document, variableValues: variables });
    if (errors) throw errors[0];
    return data?.[field.alias?.value ?? field.name.value];
  };
}

function isPlain(type: TypeNode): boolean {
  if (type.kind === Kind.NON_NULL_TYPE) return isPlain(type.type);
  return type.kind === Kind.NAMED_TYPE && ['String', 'Boolean'].includes(type.name.value);
}
