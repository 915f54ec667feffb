import { setTimeout as delay } from 'node:timers/promises';
import { RequestError, type RequestOrigin, type SubgraphEndpoint, subgraphRequests } from '@kith/kernel';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { UpstreamOperation } from './upstream-operation.js';

/** What a subgraph sent: an event's answer, or null where it only said how far it is. */
export interface Arrival {
  readonly answer: ExecutionResult | null;
  readonly cursor: string | null;
  readonly position: number;
}

/** That the stream is over, and why; clients are told the errors. */
export class StreamOver extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super(errors[0]?.message ?? 'The stream is over');
  }
}

export interface UpstreamOptions {
  readonly endpoint: SubgraphEndpoint;
  readonly operation: UpstreamOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Asked each time that it is opened: who asks may have changed meanwhile. */
  readonly origin: () => RequestOrigin;
  readonly after: string | null;
  readonly signal: AbortSignal;
}

const leastPauseMs = 50;
const mostPauseMs = 5_000;

/**
 * The answers of a subgraph's stream. When the connection or the subgraph is lost, it is opened again behind what came last,
 * with pauses that grow and are never the same for all, for as long as it takes. It ends when its signal says so.
 *
 * @throws StreamOver when the subgraph refuses it or ends it, or cannot be reached at all.
 */
export async function* upstream(options: UpstreamOptions): AsyncGenerator<Arrival, void, undefined> {
  const { signal } = options;
  let { after } = options;
  let hasBegun = false;
  for (let pauseMs = leastPauseMs; !signal.aborted; pauseMs = Math.min(pauseMs * 2, mostPauseMs)) {
    try {
      for await (const arrival of opened(options, after)) {
        after = arrival.cursor ?? after;
        hasBegun = true;
        pauseMs = leastPauseMs;
        yield arrival;
      }
      if (signal.aborted) return;
      throw new StreamOver([]);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof StreamOver && !isAway(error.errors)) throw error;
      // Without a place to go on from, whatever happened meanwhile would be lost unawares.
      if (!hasBegun || after === null) throw overBy(error);
      await delay(pauseMs * (0.5 + Math.random()), undefined, { signal }).catch(() => undefined);
    }
  }
}

async function* opened(
  { endpoint, operation, variables, origin, signal }: UpstreamOptions,
  after: string | null,
): AsyncGenerator<Arrival, void, undefined> {
  if (!endpoint.subscribe) throw new StreamOver([notServed(endpoint.name)]);
  const who = origin();
  const { query, operationName } = operation;
  const request = {
    query,
    operationName,
    variables: operation.variables(variables, after),
    extensions: { marks: true },
  };
  const { name: service, subscribe } = endpoint;
  const told = { service, requestId: who.requestId, kind: 'subscription' } as const;
  const answers = await subgraphRequests.during(told, () => subscribe(request, who));
  if (!(Symbol.asyncIterator in answers)) throw refusal(answers, endpoint);
  const stop = () => void answers.return?.().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) return;
    for await (const answer of answers) yield arrivalOf(answer, endpoint);
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** An answer with errors and without data, null included, is the end of its stream. */
function arrivalOf(answer: ExecutionResult, endpoint: SubgraphEndpoint): Arrival {
  const { data, errors, extensions } = answer;
  if (errors && data === undefined) throw refusal(answer, endpoint);
  const { cursor = null, position = 0 } = (extensions ?? {}) as { cursor?: string; position?: number };
  return { answer: data === undefined ? null : { data, errors }, cursor, position };
}

/** Over a WebSocket an error is plain JSON. */
function refusal({ errors = [] }: ExecutionResult, { name }: SubgraphEndpoint): StreamOver {
  return new StreamOver(
    errors.map(
      ({ message, path, extensions }) =>
        new GraphQLError(message, { path, extensions: { ...extensions, serviceName: name } }),
    ),
  );
}

function isAway(errors: StreamOver['errors']): boolean {
  return (
    errors.length > 0 && errors.every(({ extensions }) => extensions?.['code'] === 'SUBGRAPH_UNAVAILABLE')
  );
}

function overBy(error: unknown): StreamOver {
  if (error instanceof StreamOver) return error;
  if (error instanceof RequestError) return new StreamOver([error]);
  throw error;
}

function notServed(service: string): RequestError {
  return new RequestError('OPERATION_NOT_ALLOWED', `${service} serves no subscriptions`);
}
