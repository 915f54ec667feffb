import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { SelectionCompiler } from './compile-selection.js';
import { CompiledRun } from './compiled-run.js';

/** Runs a query; throws where its answer would not be whole. */
type Run = (args: ExecutionArgs) => Promise<ExecutionResult>;

/** How documents' queries run; they live as long as the document. */
const known = new WeakMap<DocumentNode, Run | null>();

/**
 * Executes an operation as graphql-js does, a query by closures that were compiled from it. Where its answer is not whole,
 * graphql-js answers in its place, in the same snapshot, so that errors and what they leave of the data are always its own.
 */
export async function executeCompiled(args: ExecutionArgs): Promise<ExecutionResult> {
  const { document } = args;
  let run = known.get(document);
  if (run === undefined) {
    run = compiled(args);
    known.set(document, run);
  }
  try {
    if (run) return await run(args);
  } catch {
    // It is told below what is wrong.
  }
  return execute(args);
}

/** How a document's query runs compiled; null for what is no single query. */
export function compiled({ schema, document }: Pick<ExecutionArgs, 'schema' | 'document'>): Run | null {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations as [OperationDefinitionNode];
  const type = schema.getQueryType();
  if (operations.length !== 1 || operation.operation !== 'query' || !type) return null;
  const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  const byName = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  const compiler = new SelectionCompiler(schema, operation, byName);
  let object: ReturnType<typeof compiler.object> | undefined;
  return async ({ operationName, variableValues, rootValue, contextValue }) => {
    if (operationName && operationName !== operation.name?.value)
      throw new Error(`No operation ${operationName}`);
    const { coerced, errors } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      variableValues ?? {},
    );
    if (errors) throw errors[0];
    object ??= compiler.object(type, [{ set: operation.selectionSet, when: [] }]);
    const run = new CompiledRun(contextValue, rootValue, coerced);
    const data = object(rootValue, run);
    await run.whole();
    return { data };
  };
}
