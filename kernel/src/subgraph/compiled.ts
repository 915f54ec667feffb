import {
  BREAK,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  Kind,
  type NamedTypeNode,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';

type Run = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

/** How often a document has come, and how its query runs once it is worth compiling; they live as long as the document. */
const known = new WeakMap<DocumentNode, { times: number; run?: Run | null }>();

/** Compiling costs as much as some executions, and most documents of a client that writes its own come once. */
const timesUncompiled = 2;

/**
 * Executes an operation as graphql-js does. A query that comes again runs compiled; where its answer is not whole,
 * graphql-js answers in its place, in the same snapshot, so that errors and what they leave of the data are always its own.
 */
export async function executeCompiled(args: ExecutionArgs): Promise<ExecutionResult> {
  const seen = known.get(args.document) ?? { times: 0 };
  known.set(args.document, seen);
  if (seen.times++ < timesUncompiled) return execute(args);
  if (seen.run === undefined) seen.run = compiled(args);
  const answer = await seen.run?.(args);
  return answer && !answer.errors ? answer : execute(args);
}

/** How a document's query runs compiled; null for what is no single query, or cannot be compiled. */
export function compiled({ schema, document }: Pick<ExecutionArgs, 'schema' | 'document'>): Run | null {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operations.length !== 1 || operation?.operation !== 'query') return null;
  if (hasVariableInScalar(schema, document) || hasInputObject(schema, operation)) return null;
  const query = compileQuery(schema, document);
  if (!isCompiledQuery(query)) return null;
  return (args) =>
    args.operationName && args.operationName !== operation.name?.value
      ? execute(args)
      : query.query(args.rootValue, args.contextValue, args.variableValues);
}

/** graphql-jit unrolls the type of a variable: of a filter, which holds filters, it would make code without end. */
function hasInputObject(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): boolean {
  return variableDefinitions.some(({ type }) => {
    const given = typeFromAST(schema, type as NamedTypeNode);
    return isInputObjectType(getNamedType(given));
  });
}

/** graphql-jit leaves variables out of a scalar that is written as an object: `{ __typename: "Person", id: $id }`. */
function hasVariableInScalar(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let isFound = false;
  const Variable = () => {
    isFound ||= types.getInputType() === undefined;
    return isFound ? BREAK : undefined;
  };
  visit(document, visitWithTypeInfo(types, { VariableDefinition: () => false, Variable }));
  return isFound;
}
