import { RequestError } from '@kith/kernel';
import { type ExecutionResult, GraphQLError, getVariableValues } from 'graphql';
import type { GatewayContext } from '../graph/context.js';
import type { AskSubgraph } from './ask/subgraphs.js';
import { Waves } from './ask/waves.js';
import { takeRoot } from './plan/fetch.js';
import { copyOf, type Fields } from './plan/merge.js';
import type { Cursor, Running } from './plan/step.js';
import type { Prepared } from './prepare.js';

export interface RunOptions {
  /** Aborts when nobody waits for the answer any more: reads that are under way are called off, and nothing further is asked. The context's, unless another is given. */
  readonly signal?: AbortSignal;
  /** The answer of a subscription's primary fetch, when an event has brought it. */
  readonly first?: ExecutionResult;
}

interface Circumstances extends RunOptions {
  readonly ask: AskSubgraph;
  readonly context: GatewayContext;
  readonly deadlineMs: number;
}

/** Runs a plan to its end, or to the end of whoever waits for it, and shapes what is there then. */
export async function run(
  prepared: Prepared,
  variables: Readonly<Fields>,
  circumstances: Circumstances,
): Promise<ExecutionResult> {
  const coerced = getVariableValues(prepared.schema, prepared.operation.variableDefinitions ?? [], variables);
  if (coerced.errors) return { errors: coerced.errors.map(badInput) };
  const data: Fields = {};
  const errors: GraphQLError[] = [];
  const noted = new Set<unknown>();
  const { ask, context, deadlineMs, signal = context.signal, first } = circumstances;
  const ending = new Ending(deadlineMs, signal);
  const waves = new Waves(prepared, variables, async (document, given) => {
    ending.signal.throwIfAborted();
    return ask(document, given, context, ending.signal);
  });
  const running: Running = {
    data,
    variables: coerced.coerced,
    note(error) {
      // What fails a request to a subgraph fails all that travelled in it; it is told once.
      if (noted.has(error)) return;
      noted.add(error);
      errors.push(asGraphQLError(error));
    },
    ask: (fetch, entities) => waves.ask(fetch, entities),
    pass: (fetches) => waves.pass(fetches),
  };
  try {
    await Promise.race([ending.reached, walk(prepared, running, first)]);
  } catch (error) {
    running.note(error as GraphQLError);
  } finally {
    ending.clear();
  }
  return prepared.shape(data, coerced.coerced, [...errors]);
}

async function walk(
  { kind, primary, step }: Prepared,
  running: Running,
  first: ExecutionResult | undefined,
): Promise<void> {
  const root: Cursor = { objects: [running.data], path: [] };
  if (primary) {
    if (!first) throw new Error(`A ${kind} is run with what its event has brought`);
    takeRoot(primary, running, root, { ...first, data: copyOf(first.data) });
  }
  await step?.run(running, root);
}

/** The end of a run before its end: the deadline, or that nobody waits any more. */
class Ending {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly leave: () => void;
  readonly reached: Promise<never>;

  constructor(
    deadlineMs: number,
    private readonly left: AbortSignal | undefined,
  ) {
    const { promise, reject } = Promise.withResolvers<never>();
    this.reached = promise;
    const end = (reason: Error) => {
      // First nobody waits for the plan any more, then its requests are called off.
      reject(reason);
      this.controller.abort(reason);
    };
    this.timer = setTimeout(() => end(tooLate(deadlineMs)), deadlineMs);
    this.leave = () => end(asGraphQLError(left?.reason));
    if (left?.aborted) this.leave();
    else left?.addEventListener('abort', this.leave, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  clear(): void {
    clearTimeout(this.timer);
    this.left?.removeEventListener('abort', this.leave);
  }
}

function tooLate(deadlineMs: number): RequestError {
  return new RequestError(
    'TIMEOUT',
    `The operation took longer than ${deadlineMs} ms; ask for less, or try again`,
  );
}

function badInput({ message, nodes }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT' } });
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
