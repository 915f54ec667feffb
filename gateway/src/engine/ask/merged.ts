import {
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import type { Fetch } from '../plan/step.js';
import { documentOf, type SubgraphDocument } from './document.js';

/** Several fetches in one document, and where the answer of each is in the answer to all. */
export interface Merged {
  readonly document: SubgraphDocument;
  /** Of the client's variables, those that any of them needs. */
  readonly variableNames: readonly string[];
  /** Fetches of entities, together where they select the same. */
  readonly entities: readonly EntityGroup[];
  /** Fields of root fetches by the alias that they have here: whose they are, and what they are called there. */
  readonly roots: ReadonlyMap<string, { readonly fetchId: number; readonly key: string }>;
}

export interface EntityGroup {
  readonly alias: string;
  /** The variable that holds the representations of all fetches of the group. */
  readonly variable: string;
  readonly fetchIds: readonly number[];
}

interface Opened {
  readonly fetch: Fetch;
  readonly operation: OperationDefinitionNode;
  readonly fragments: readonly FragmentDefinitionNode[];
}

export function merge(fetches: readonly Fetch[]): Merged {
  const opened = fetches.map(open);
  const entities = groupsOf(opened.filter(({ fetch }) => fetch.represent));
  const roots = new Map<string, { fetchId: number; key: string }>();
  const rootSelections = opened
    .filter(({ fetch }) => !fetch.represent)
    .flatMap(({ fetch, operation, fragments }) =>
      aliased(operation.selectionSet, fragments, (key) => {
        const alias = `f${fetch.id}_${key}`;
        roots.set(alias, { fetchId: fetch.id, key });
        return alias;
      }),
    );
  const [first] = opened as [Opened];
  const operation: OperationDefinitionNode = {
    ...first.operation,
    variableDefinitions: [...variablesOf(opened), ...entities.map(({ definition }) => definition)],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...rootSelections, ...entities.map(({ field }) => field)],
    },
  };
  const used = [
    ...entities.flatMap(({ fragments }) => fragments),
    ...opened.filter(({ fetch }) => !fetch.represent).flatMap(({ fragments }) => fragments),
  ];
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [operation, ...reached(operation, used)],
  };
  const text = stripIgnoredCharacters(print(document));
  return {
    document: documentOf(first.fetch, text, first.fetch.operationName),
    variableNames: [...new Set(fetches.flatMap(({ variableNames }) => variableNames))],
    entities,
    roots,
  };
}

/** A fetch's operation with its fragments; their names are its own then. */
function open(fetch: Fetch): Opened {
  const document = visit(parse(fetch.text), {
    FragmentSpread: (node) => ({ ...node, name: { ...node.name, value: `f${fetch.id}_${node.name.value}` } }),
    FragmentDefinition: (node) => ({
      ...node,
      name: { ...node.name, value: `f${fetch.id}_${node.name.value}` },
    }),
  });
  const isFragment = (definition: DefinitionNode) => definition.kind === Kind.FRAGMENT_DEFINITION;
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return {
    fetch,
    operation: operation as OperationDefinitionNode,
    fragments: document.definitions.filter(isFragment),
  };
}

type Grouped = EntityGroup & {
  readonly field: FieldNode;
  readonly definition: VariableDefinitionNode;
  readonly fragments: readonly FragmentDefinitionNode[];
};

function groupsOf(opened: readonly Opened[]): Grouped[] {
  const taken = new Set(opened.flatMap(({ fetch }) => fetch.variableNames));
  const groups = Map.groupBy(opened, ({ fetch, operation, fragments }) =>
    // Names of fragments are a fetch's own, so whoever has some is alone.
    [print(operation.selectionSet), fetch.rewrites, ...fragments.map(print)].join('\n'),
  );
  return [...groups.values()].map((members, index) => {
    const [{ operation, fragments }] = members as [Opened];
    let variable = `representations_${index}`;
    while (taken.has(variable)) variable += '_';
    const alias = `e${index}`;
    const field = operation.selectionSet.selections[0] as FieldNode;
    const definition = operation.variableDefinitions?.find(isRepresentations) as VariableDefinitionNode;
    const node = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } } as const;
    return {
      alias,
      variable,
      fetchIds: members.map(({ fetch }) => fetch.id),
      field: {
        ...field,
        alias: { kind: Kind.NAME, value: alias },
        arguments: (field.arguments ?? []).map((argument) => ({ ...argument, value: node })),
      },
      definition: { ...definition, variable: node },
      fragments,
    };
  });
}

const isRepresentations = ({ variable }: VariableDefinitionNode) => variable.name.value === 'representations';

/** The client's variables, as all fetches of an operation declare them alike. */
function variablesOf(opened: readonly Opened[]): VariableDefinitionNode[] {
  const byName = new Map<string, VariableDefinitionNode>();
  for (const { fetch, operation } of opened)
    for (const definition of operation.variableDefinitions ?? [])
      if (!fetch.represent || !isRepresentations(definition))
        byName.set(definition.variable.name.value, definition);
  return [...byName.values()];
}

/** Selections of the root with other aliases; fragments there are written out. */
function aliased(
  { selections }: SelectionSetNode,
  fragments: readonly FragmentDefinitionNode[],
  aliasOf: (key: string) => string,
): SelectionNode[] {
  const inner = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: aliased(set, fragments, aliasOf),
  });
  return selections.map((selection): SelectionNode => {
    if (selection.kind === Kind.FIELD) {
      const alias = aliasOf(selection.alias?.value ?? selection.name.value);
      return { ...selection, alias: { kind: Kind.NAME, value: alias } };
    }
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return { ...selection, selectionSet: inner(selection.selectionSet) };
    const { typeCondition, selectionSet } = fragments.find(
      ({ name }) => name.value === selection.name.value,
    ) as FragmentDefinitionNode;
    const { directives } = selection;
    return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet: inner(selectionSet) };
  });
}

/** Of these fragments, those that the operation uses, by way of others too. */
function reached(
  operation: OperationDefinitionNode,
  fragments: readonly FragmentDefinitionNode[],
): FragmentDefinitionNode[] {
  const found = new Set<FragmentDefinitionNode>();
  const follow = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = fragments.find((candidate) => candidate.name.value === name.value);
        if (!fragment || found.has(fragment)) return;
        found.add(fragment);
        follow(fragment);
      },
    });
  };
  follow(operation);
  return [...found];
}
