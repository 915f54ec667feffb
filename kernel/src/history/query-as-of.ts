import {
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type VariableDefinitionNode,
} from 'graphql';

/** A query that takes the instant that it is asked as of in its variable `at`. */
export interface QueryAsOf {
  readonly text: string;
  /** The names of its variables, `at` among them. */
  readonly variables: readonly string[];
}

const variable = (name: string) => ({ kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } }) as const;

const directive: DirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'asOf' },
  arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'at' }, value: variable('at') }],
};

const instant: VariableDefinitionNode = {
  kind: Kind.VARIABLE_DEFINITION,
  variable: variable('at'),
  type: {
    kind: Kind.NON_NULL_TYPE,
    type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'DateTime' } },
  },
};

/**
 * Makes a query answer as of an instant, by `@asOf(at: $at)`.
 *
 * @throws Error with a sentence when the text holds anything but one query, or one that says its instant itself.
 */
export function queryAsOf(text: string): QueryAsOf {
  const document = parsed(text);
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (!operation || operations.length > 1) throw new Error('It holds one query and no other operation');
  if (operation.operation !== 'query') throw new Error(`It is a query; a ${operation.operation} is refused`);
  if (operation.directives?.some(({ name }) => name.value === 'asOf'))
    throw new Error('@asOf is added by the platform; leave it out');
  const given = operation.variableDefinitions ?? [];
  const names = given.map((definition) => definition.variable.name.value);
  const asked: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: names.includes('at') ? given : [...given, instant],
    directives: [...(operation.directives ?? []), directive],
  };
  const definitions = document.definitions.map((one) => (one === operation ? asked : one));
  return { text: print({ ...document, definitions }), variables: [...new Set([...names, 'at'])] };
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`It is no GraphQL document: ${(error as Error).message}`);
  }
}
