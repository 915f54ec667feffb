import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { clientError } from '../errors/client-error.js';
import type { Logger } from '../log.js';
import { Feed, type FeedPremises } from '../request/feed.js';
import { documentChecker } from './documents.js';
import type { SubgraphEndpoint } from './endpoint.js';
import { invalid, unauthenticated } from './execute.js';

interface Subscribable {
  readonly name: string;
  readonly schema: GraphQLSchema;
}

/** Makes a subgraph's `subscribe`: one feed, and for each of its events an answer read in a snapshot of its own. */
export function subscriber(
  { name, schema }: Subscribable,
  premises: FeedPremises & { readonly logger: Logger },
): NonNullable<SubgraphEndpoint['subscribe']> {
  const check = documentChecker(schema);
  return async ({ query, variables, operationName }, { actor, ...origin }) => {
    const checked = check(query);
    if ('errors' in checked) return invalid(checked.errors);
    if (!actor) return unauthenticated(name);
    const ending = new AbortController();
    const feed = new Feed(premises, { ...origin, actor }, ending.signal);
    const asked = { schema, document: checked.document, variableValues: variables, operationName };
    const masked = (error: GraphQLError) =>
      clientError(error, { service: name, requestId: origin.requestId, logger: premises.logger });
    const source = await createSourceEventStream({ ...asked, contextValue: feed });
    if (!(Symbol.asyncIterator in source)) return { ...source, errors: source.errors?.map(masked) };
    return endedBy(ending, answers(source, feed, asked, masked));
  };
}

/** A failure of the source is the last answer. */
async function* answers(
  source: AsyncIterable<unknown>,
  feed: Feed,
  asked: Pick<ExecutionArgs, 'schema' | 'document' | 'variableValues' | 'operationName'>,
  masked: (error: GraphQLError) => GraphQLError,
): AsyncGenerator<ExecutionResult, void, undefined> {
  try {
    for await (const rootValue of source) {
      const answer = await feed.read(async (contextValue) => execute({ ...asked, rootValue, contextValue }));
      yield answer.errors ? { ...answer, errors: answer.errors.map(masked) } : answer;
    }
  } catch (error) {
    const { message } = error as Error;
    yield {
      errors: [
        masked(
          error instanceof GraphQLError
            ? error
            : new GraphQLError(message, { originalError: error as Error }),
        ),
      ],
    };
  }
}

/** A generator that waits cannot be returned from: it is told to end first. */
function endedBy<Item>(
  ending: AbortController,
  items: AsyncGenerator<Item, void, undefined>,
): AsyncIterableIterator<Item> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => items.next(),
    return() {
      ending.abort();
      return items.return();
    },
  };
}
