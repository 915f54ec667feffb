import { isDeepStrictEqual } from 'node:util';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import type { Actor } from '../access/actor.js';
import type { Database } from '../database/database.js';
import { Request } from '../request/request.js';
import { compiled } from '../subgraph/compiled.js';
import { selectedProperties } from '../subgraph/selected-properties.js';

/** A query that a test has asked, and for whom. */
export interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly actor: Actor;
}

interface Premises {
  readonly schema: GraphQLSchema;
  readonly database: Database;
  readonly means?: object;
}

/**
 * Asks once more what a file's tests have asked: compiled, each query answers as graphql-js does, wherever that answers
 * without an error; and where it does not, neither does the compiled one, which then is not listened to.
 */
export async function everyQueryIsTheSameCompiled(asked: Iterable<Asked>, premises: Premises): Promise<void> {
  for (const one of asked) {
    const document = parse(one.query);
    const run = validate(premises.schema, document).length === 0 && compiled({ ...premises, document });
    if (!run) continue;
    const expected = await answered(one, document, premises, execute);
    const answer = await answered(one, document, premises, run).catch((error: Error) => error);
    const isSame = expected.errors
      ? answer instanceof Error
      : isDeepStrictEqual(plain(answer), plain(expected));
    if (!isSame)
      throw new Error(
        `Compiled, ${one.query} answers ${JSON.stringify(answer)} where graphql-js answers ${JSON.stringify(expected)}`,
      );
  }
}

async function answered(
  { variables, actor }: Asked,
  document: DocumentNode,
  { schema, database, means }: Premises,
  run: (args: ExecutionArgs) => PromiseLike<ExecutionResult> | ExecutionResult,
): Promise<ExecutionResult> {
  const selected = selectedProperties(schema, document);
  const contextValue = new Request(database, { actor, requestId: 'test' }, means, selected);
  try {
    return await run({ schema, document, contextValue, variableValues: variables });
  } finally {
    await contextValue.end();
  }
}

function plain(answer: object): unknown {
  return JSON.parse(JSON.stringify(answer));
}
