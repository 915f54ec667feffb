import { setTimeout as delay } from 'node:timers/promises';
import { type Logger, policyFingerprint, RequestError, type SubgraphEndpoint } from '@kith/kernel';
import { GraphQLError, getVariableValues } from 'graphql';
import type { Engine } from '../engine/engine.js';
import type { Prepared } from '../engine/prepare.js';
import type { ClientErrors } from '../graph/client-errors.js';
import type { GatewayContext } from '../graph/context.js';
import type { Subscriber } from './message.js';
import { type Program, Stream } from './stream.js';
import { sharedText, upstreamOperation } from './upstream-operation.js';

export interface SubscriptionsOptions {
  readonly engine: Engine;
  /** A way to each subgraph, by name. */
  readonly endpoints: ReadonlyMap<string, SubgraphEndpoint>;
  /** What a client sees of errors. */
  readonly errorsOf: ClientErrors['errorsOf'];
  readonly logger: Logger;
}

export interface Subscribing {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  /** Where to begin, in place of what the operation says. */
  readonly after?: string | null;
}

/** Over how long streams go over to another supergraph, so that not all do at once. */
const renewalMs = 10_000;

/** The subscriptions of all clients of this gateway. Who asks the same with the same rights shares a stream. */
export class Subscriptions {
  private readonly streams = new Map<string, Stream>();
  private readonly all = new Set<Stream>();
  private readonly ending = new AbortController();
  private engine: Engine;
  /** Counts the engines: a stream of one is not found by who comes with the next. */
  private generation = 0;

  constructor(private readonly options: SubscriptionsOptions) {
    this.engine = options.engine;
  }

  /** What a client sees of errors. */
  format(errors: readonly unknown[], requestId: string): readonly object[] {
    return this.options.errorsOf(errors.map(asGraphQLError), requestId);
  }

  /** How many streams there are: as many as upstreams. */
  get size(): number {
    return this.all.size;
  }

  /** How many subscriptions of clients are open. */
  get subscribers(): number {
    return [...this.all].reduce((sum, stream) => sum + stream.size, 0);
  }

  /** Opens a subscription, which fails or begins; answers how the subscriber leaves it. */
  open(asked: Subscribing, context: GatewayContext, subscriber: Subscriber): () => void {
    try {
      const prepared = this.prepare(asked);
      return this.subscribe(prepared, asked, context, subscriber);
    } catch (error) {
      const errors = error instanceof Refusal ? error.errors : [error as Error];
      subscriber.fail(this.format(errors, context.requestId));
      return () => undefined;
    }
  }

  /** Lets everything go on with another engine: who comes at once, those who are here one after the other. */
  replace(engine: Engine, withinMs = renewalMs): void {
    this.engine = engine;
    this.generation++;
    this.streams.clear();
    for (const stream of this.all) void this.renew(stream, engine, Math.random() * withinMs);
  }

  stop(): void {
    this.ending.abort();
    for (const stream of [...this.all]) stream.stop();
  }

  private prepare({ query, operationName }: Subscribing): Prepared {
    const prepared = this.engine.prepare(query, operationName);
    if ('errors' in prepared) throw new Refusal(prepared.errors);
    return prepared;
  }

  private subscribe(
    prepared: Prepared,
    { variables, after }: Subscribing,
    context: GatewayContext,
    subscriber: Subscriber,
  ): () => void {
    if (!context.actor)
      throw new RequestError('UNAUTHENTICATED', 'Send an access token: `authorization: Bearer …`');
    const operation = upstreamOperation(prepared);
    const given = variables ?? {};
    const definitions = prepared.operation.variableDefinitions ?? [];
    const { errors } = getVariableValues(this.engine.schema, definitions, given);
    if (errors) throw new Refusal(errors.map(({ message }) => new RequestError('BAD_USER_INPUT', message)));
    const key = this.keyOf(prepared, given, context);
    let stream = this.streams.get(key);
    if (!stream) {
      stream = this.begin(key, prepared, given);
      this.streams.set(key, stream);
      this.all.add(stream);
    }
    return stream.join(subscriber, context, after ?? operation.after(given));
  }

  /** Where somebody wants to begin is their own affair: it parts no streams. */
  private keyOf(
    prepared: Prepared,
    variables: Readonly<Record<string, unknown>>,
    { actor }: GatewayContext,
  ): string {
    const { afterVariable } = upstreamOperation(prepared);
    const names = (prepared.operation.variableDefinitions ?? [])
      .map(({ variable: { name } }) => name.value)
      .filter((name) => name !== afterVariable);
    return JSON.stringify([
      this.generation,
      sharedText(prepared),
      names.map((name) => [name, variables[name]]),
      actor?.organizationId,
      actor && policyFingerprint(actor),
    ]);
  }

  private begin(key: string, prepared: Prepared, variables: Readonly<Record<string, unknown>>): Stream {
    const stream: Stream = new Stream({
      program: this.programOf(this.engine, prepared),
      variables,
      format: (errors, requestId) => this.format(errors, requestId),
      onEnd: () => {
        this.all.delete(stream);
        if (this.streams.get(key) === stream) this.streams.delete(key);
      },
    });
    return stream;
  }

  private programOf(engine: Engine, prepared: Prepared): Program {
    const { service } = upstreamOperation(prepared);
    const endpoint = this.options.endpoints.get(service);
    if (!endpoint) throw new RequestError('SUBGRAPH_UNAVAILABLE', `No way leads to ${service}`, { service });
    return { engine, prepared, endpoint };
  }

  private async renew(stream: Stream, engine: Engine, afterMs: number): Promise<void> {
    const { signal } = this.ending;
    await delay(afterMs, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted || !this.all.has(stream) || this.engine !== engine) return;
    const { text, operation } = stream.prepared;
    const prepared = engine.prepare(text, operation.name?.value);
    if ('errors' in prepared) return stream.stop(prepared.errors);
    try {
      stream.renew(this.programOf(engine, prepared));
    } catch (error) {
      stream.stop([error as Error]);
    }
  }
}

/** What failed without being an answer's error is masked as one. */
function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}

/** Errors of an operation that cannot be run. */
class Refusal extends Error {
  constructor(readonly errors: readonly object[]) {
    super('refused');
  }
}
