import {
  type ArgumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type VariableDefinitionNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import type { Prepared } from '../engine/prepare.js';

type Variables = Readonly<Record<string, unknown>>;

/** The part of a subscription that its owner serves as a stream. */
export interface UpstreamOperation {
  readonly service: string;
  /** The operation, begun behind the cursor in its variable `kithAfter`. */
  readonly query: string;
  readonly operationName: string | undefined;
  /** Its variables, from the client's. */
  variables(given: Variables, after: string | null): Record<string, unknown>;
  /** Where the client wants to begin; null is now. */
  after(given: Variables): string | null;
  /** Of the client's variables, that which says nothing but where to begin. */
  readonly afterVariable: string | null;
}

const variableName = 'kithAfter';
const variable = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variableName } } as const;
const argument: ArgumentNode = {
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: 'after' },
  value: variable,
};
const definition: VariableDefinitionNode = {
  kind: Kind.VARIABLE_DEFINITION,
  variable,
  type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'String' } },
};

const known = new WeakMap<Prepared, UpstreamOperation>();

/** Takes the argument `after` out of the client's hands: a stream is opened again behind what it sent last. */
export function upstreamOperation(prepared: Prepared): UpstreamOperation {
  const found = known.get(prepared) ?? read(prepared);
  known.set(prepared, found);
  return found;
}

function read(prepared: Prepared): UpstreamOperation {
  const { primary } = prepared;
  if (!primary) throw new Error('Only a subscription has a stream');
  const document = parse(primary.text);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const field = operation.selectionSet.selections.find(
    (selection): selection is FieldNode => selection.kind === Kind.FIELD,
  );
  const asked = field?.arguments?.find(({ name }) => name.value === 'after')?.value;
  const askedName = asked?.kind === Kind.VARIABLE ? asked.name.value : null;
  const begun = visit(document, {
    Field: (node) =>
      node === field ? { ...node, arguments: [...others(node.arguments), argument] } : undefined,
  });
  const isLeft = askedName !== null && usesOf(begun, askedName) > 0;
  const query = visit(begun, {
    OperationDefinition: (node) => ({
      ...node,
      variableDefinitions: [
        ...(node.variableDefinitions ?? []).filter(
          (defined) => isLeft || defined.variable.name.value !== askedName,
        ),
        definition,
      ],
    }),
  });
  return {
    service: primary.service,
    query: print(query),
    operationName: primary.operationName,
    variables: (given, after) => ({ ...pick(given, primary.variableNames), [variableName]: after }),
    after: (given) =>
      asked ? ((valueFromASTUntyped(asked, { ...given }) as string | null | undefined) ?? null) : null,
    afterVariable: askedName !== null && usesOf(prepared.operation, askedName) === 1 ? askedName : null,
  };
}

const texts = new WeakMap<Prepared, string>();

/** The text of an operation as all write it who ask the same, from wherever they begin. */
export function sharedText(prepared: Prepared): string {
  const known = texts.get(prepared) ?? withoutAfter(prepared);
  texts.set(prepared, known);
  return known;
}

function withoutAfter(prepared: Prepared): string {
  const { afterVariable } = upstreamOperation(prepared);
  const name = prepared.operation.name?.value;
  const document = parse(prepared.text, { noLocation: true });
  const operation = document.definitions.find(
    (one): one is OperationDefinitionNode =>
      one.kind === Kind.OPERATION_DEFINITION && one.name?.value === name,
  );
  const roots = new Set<unknown>(operation?.selectionSet.selections);
  const shared = visit(document, {
    Field: (node) => (roots.has(node) ? { ...node, arguments: others(node.arguments) } : undefined),
    VariableDefinition: (node) => (node.variable.name.value === afterVariable ? null : undefined),
  });
  return `${name} ${print(shared)}`;
}

function others(given: readonly ArgumentNode[] | undefined): ArgumentNode[] {
  return (given ?? []).filter(({ name }) => name.value !== 'after');
}

/** How often a variable is used, its definition not counted. */
function usesOf(node: Parameters<typeof visit>[0], name: string): number {
  let uses = 0;
  visit(node, {
    VariableDefinition: () => false,
    Variable: ({ name: found }) => void (found.value === name && uses++),
  });
  return uses;
}

function pick(given: Variables, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in given).map((name) => [name, given[name]]));
}
