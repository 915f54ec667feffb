import { setTimeout as delay } from 'node:timers/promises';
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { clientError } from '../errors/client-error.js';
import { type Delivery, Mark } from '../feed/delivery.js';
import type { Logger } from '../log.js';
import { Feed, type FeedPremises } from '../request/feed.js';
import { documentChecker } from './documents.js';
import type { SubgraphEndpoint } from './endpoint.js';
import { invalid, unauthenticated } from './execute.js';

/** How long at most it waits before it asks a database again that is away. */
const mostPauseMs = 2_000;

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
  return async ({ query, variables, operationName, extensions }, { actor, ...origin }) => {
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
    return endedBy(
      ending,
      answers(source as AsyncIterable<Delivery>, feed, asked, masked, extensions?.marks ?? false),
    );
  };
}

type Asked = Pick<ExecutionArgs, 'schema' | 'document' | 'variableValues' | 'operationName'>;

/** A failure of the source is the last answer. */
async function* answers(
  source: AsyncIterable<Delivery>,
  feed: Feed,
  asked: Asked,
  masked: (error: GraphQLError) => GraphQLError,
  hasMarks: boolean,
): AsyncGenerator<ExecutionResult, void, undefined> {
  try {
    for await (const item of source) {
      const { cursor, position } = item;
      const extensions = hasMarks ? { cursor, position } : { cursor };
      if (!(item instanceof Mark)) yield { ...(await answer(item, feed, asked, masked)), extensions };
      else if (hasMarks) yield { extensions };
    }
  } catch (error) {
    const { message } = error as Error;
    const told =
      error instanceof GraphQLError ? error : new GraphQLError(message, { originalError: error as Error });
    if (!feed.signal.aborted) yield { errors: [masked(told)] };
  }
}

/** What a database does not answer that is away, it is asked again: an event is not lost by it. */
async function answer(
  rootValue: Delivery,
  feed: Feed,
  asked: Asked,
  masked: (error: GraphQLError) => GraphQLError,
): Promise<ExecutionResult> {
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, mostPauseMs)) {
    const answer = await feed.read(async (contextValue) => execute({ ...asked, rootValue, contextValue }));
    const errors = answer.errors?.map(masked);
    if (!errors) return answer;
    const isAway = errors.some(({ extensions }) => extensions['code'] === 'SUBGRAPH_UNAVAILABLE');
    if (!isAway || feed.signal.aborted) return { ...answer, errors };
    await delay(pauseMs, undefined, { signal: feed.signal }).catch(() => undefined);
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
