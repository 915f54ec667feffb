import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** A variable's value that a selection wants: `@skip` and `@include` of itself and of what it stands in. */
export interface Condition {
  readonly variable: string;
  readonly is: boolean;
}

/** What is selected, and what must hold for it; several nodes may select the same. */
export interface Selected {
  readonly set: SelectionSetNode;
  readonly when: readonly Condition[];
}

export interface SelectedField {
  readonly key: string;
  readonly name: string;
  readonly node: FieldNode;
  /** It is asked for when all conditions of one of these hold. */
  readonly whens: readonly (readonly Condition[])[];
  readonly below: readonly Selected[];
}

/** The fields that are asked for of an object of this type, in the order of the answer. */
export function fieldsOf(
  type: GraphQLCompositeType,
  selected: readonly Selected[],
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SelectedField[] {
  const found = new Map<string, { node: FieldNode; when: readonly Condition[] }[]>();
  const collect = ({ set, when }: Selected): void => {
    for (const selection of set.selections) {
      const own = conditionsOf(selection.directives);
      if (!own) continue;
      const both = [...when, ...own];
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        found.set(key, [...(found.get(key) ?? []), { node: selection, when: both }]);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment && applies(fragment.typeCondition?.name.value, type, schema))
        collect({ set: fragment.selectionSet, when: both });
    }
  };
  selected.forEach(collect);
  return [...found].map(([key, nodes]) => fieldOf(key, nodes));
}

function fieldOf(
  key: string,
  nodes: readonly { readonly node: FieldNode; readonly when: readonly Condition[] }[],
): SelectedField {
  const [first] = nodes as [(typeof nodes)[number]];
  return {
    key,
    name: first.node.name.value,
    node: first.node,
    whens: nodes.some(({ when }) => when.length === 0) ? [] : nodes.map(({ when }) => when),
    below: nodes.flatMap(({ node: { selectionSet }, when }) =>
      // A field's conditions have held when one gets below it, unless it is there for another's sake.
      selectionSet ? [{ set: selectionSet, when: nodes.length > 1 ? when : [] }] : [],
    ),
  };
}

/** What directives demand of variables; null when it never holds. */
function conditionsOf(directives: readonly DirectiveNode[] = []): Condition[] | null {
  const conditions: Condition[] = [];
  for (const directive of directives) {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') continue;
    const value = directive.arguments?.[0]?.value;
    const is = name === 'include';
    if (value?.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, is });
    else if (value?.kind === Kind.BOOLEAN && value.value !== is) return null;
  }
  return conditions;
}

function applies(condition: string | undefined, type: GraphQLCompositeType, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  if (!isCompositeType(wanted) || !isAbstractType(wanted)) return false;
  return (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type);
}

/** Whether a field is asked for with these variables. */
export function asker(whens: readonly (readonly Condition[])[]) {
  return (variables: Readonly<Record<string, unknown>>) =>
    whens.some((when) => when.every(({ variable, is }) => variables[variable] === is));
}
