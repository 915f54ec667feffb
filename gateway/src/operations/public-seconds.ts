import {
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getDirectiveValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

interface Hint {
  readonly maxAge?: number | null;
  readonly scope?: string | null;
  readonly inheritMaxAge?: boolean | null;
}

/**
 * For how many seconds anybody may be given the same answer to a query, by what the supergraph says with `@cacheControl`; 0
 * where it depends on who asks. A root field, and one that answers an object, is as long the same for all as its directive or
 * its type's says with the scope PUBLIC, and not at all when neither does; others are what their object is.
 */
export function publicSeconds(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): number {
  const directive = schema.getDirective('cacheControl');
  const root = schema.getRootType(operation.operation);
  if (!directive || !root || operation.operation !== 'query') return 0;
  let least = Number.POSITIVE_INFINITY;
  const seen = new Set<string>();
  const hintOf = (node: Parameters<typeof getDirectiveValues>[1] | null | undefined) =>
    node ? (getDirectiveValues(directive, node) as Hint | undefined) : undefined;
  const walkField = (parent: GraphQLNamedType, name: string, selected: SelectionSetNode | undefined) => {
    if (name === '__typename') return;
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    const type = field && getNamedType(field.type);
    const hint = hintOf(field?.astNode) ?? (isCompositeType(type) ? hintOf(type.astNode) : undefined);
    const isItself = parent === root || isCompositeType(type);
    if (hint ? !hint.inheritMaxAge || parent === root : isItself)
      least = Math.min(least, hint?.scope === 'PUBLIC' ? (hint.maxAge ?? 0) : 0);
    if (type && selected) walk(type, selected);
  };
  const walk = (parent: GraphQLNamedType, { selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) walkField(parent, selection.name.value, selection.selectionSet);
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        walk(schema.getType(selection.typeCondition?.name.value ?? '') ?? parent, selection.selectionSet);
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        const type = fragment && schema.getType(fragment.typeCondition.name.value);
        if (type) walk(type, fragment.selectionSet);
      }
    }
  };
  walk(root, operation.selectionSet);
  return Number.isFinite(least) ? least : 0;
}
