import { randomUUID } from 'node:crypto';
import type { SubgraphEndpoint } from '@kith/kernel';
import type { ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Engine } from '../engine/engine.js';
import type { Prepared } from '../engine/prepare.js';
import type { GatewayContext } from '../graph/context.js';
import type { Message, Subscriber } from './message.js';
import { type Missed, readMissed } from './missed.js';
import { Recent } from './recent.js';
import { type Arrival, StreamOver, upstream } from './upstream.js';
import { upstreamOperation } from './upstream-operation.js';

/** What a stream runs: an operation, made ready by an engine. */
export interface Program {
  readonly engine: Engine;
  readonly prepared: Prepared;
  readonly endpoint: SubgraphEndpoint;
}

export interface StreamOptions {
  readonly program: Program;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What a client sees of errors. */
  readonly format: (errors: readonly unknown[], requestId: string) => readonly object[];
  /** Called once, when the last subscriber has gone or the stream is over. */
  readonly onEnd: () => void;
}

interface Member {
  readonly subscriber: Subscriber;
  readonly context: GatewayContext;
  /** How far it was told, which may be farther than the stream is. */
  position: number;
}

/**
 * One subscription of all who ask the same with the same rights: one upstream, one execution and one text for each event. It ends with its last subscriber.
 */
export class Stream {
  readonly id = randomUUID();
  private readonly members = new Set<Member>();
  /** Those who have all that came before. */
  private readonly live = new Set<Member>();
  private readonly ending = new AbortController();
  private turn = new AbortController();
  private program: Program;
  private recent: Recent | null = null;
  private readonly begun = Promise.withResolvers<void>();
  private cursor: string | null = null;
  private position = -1;
  /** Of many who come back at once with one cursor, one asks. */
  private readonly missed = new LRUCache<string, Promise<Missed>>({ max: 20, ttl: 2_000 });

  constructor(private readonly options: StreamOptions) {
    this.program = options.program;
    this.begun.promise.catch(() => undefined);
  }

  /** Begins with the first subscriber. Answers how the subscriber leaves. */
  join(subscriber: Subscriber, context: GatewayContext, after: string | null): () => void {
    const member = { subscriber, context, position: -1 };
    const isFirst = this.members.size === 0;
    this.members.add(member);
    if (after === null) this.live.add(member);
    if (isFirst) void this.run();
    void this.bring(member, after).catch((error: unknown) => this.dismiss(member, error));
    return () => this.leave(member);
  }

  /** Goes on with another engine; the upstream is opened anew only where it is another one. */
  renew(program: Program): void {
    const [before, now] = [upstreamOperation(this.program.prepared), upstreamOperation(program.prepared)];
    const isSame = before.service === now.service && before.query === now.query;
    this.program = program;
    if (!isSame) this.turn.abort();
  }

  get size(): number {
    return this.members.size;
  }

  get prepared(): Prepared {
    return this.program.prepared;
  }

  /** Ends for all. */
  stop(errors: readonly unknown[] = []): void {
    const members = [...this.members];
    this.end();
    for (const { subscriber } of members)
      if (errors.length > 0) subscriber.fail(this.options.format(errors, this.id));
      else subscriber.complete();
  }

  private leave(member: Member): void {
    this.members.delete(member);
    this.live.delete(member);
    if (this.members.size === 0) this.end();
  }

  private end(): void {
    this.members.clear();
    this.live.clear();
    if (this.ending.signal.aborted) return;
    this.ending.abort();
    this.turn.abort();
    this.options.onEnd();
  }

  /** Sends what was missed, and then lets it have what comes, with nothing in between. */
  private async bring(member: Member, after: string | null): Promise<void> {
    const { subscriber } = member;
    await this.begun.promise;
    const recent = this.recent as Recent;
    let cursor = after;
    let position = cursor === null ? null : recent.positionOf(cursor);
    while (cursor !== null && this.members.has(member)) {
      const rest = position === null ? null : recent.since(position);
      if (rest) {
        for (const message of rest) subscriber.send(message);
        member.position = position ?? -1;
        this.live.add(member);
        break;
      }
      const missed = await this.missedAfter(cursor);
      for (const message of missed.messages) {
        if (!this.members.has(member)) return;
        subscriber.send(message);
        await subscriber.drained();
      }
      ({ cursor, position } = missed);
    }
    if (this.members.has(member)) subscriber.begun(member.position > this.position ? cursor : this.cursor);
  }

  private missedAfter(cursor: string): Promise<Missed> {
    const known = this.missed.get(cursor);
    if (known) return known;
    const reading = readMissed(this.upstreamAfter(cursor, this.ending.signal), (arrival) =>
      this.message(arrival),
    );
    this.missed.set(cursor, reading);
    const forget = () => this.missed.delete(cursor);
    // What leads no further is read anew, or whoever waits for more would turn on the spot.
    reading.then((found) => found.cursor === cursor && forget(), forget);
    return reading;
  }

  private async run(): Promise<void> {
    const { signal } = this.ending;
    try {
      while (!signal.aborted) {
        this.turn = new AbortController();
        for await (const arrival of this.upstreamAfter(this.cursor, this.turn.signal))
          await this.take(arrival);
      }
    } catch (error) {
      const errors = error instanceof StreamOver ? error.errors : [error as Error];
      this.begun.reject(error);
      this.stop(errors);
    }
  }

  private upstreamAfter(after: string | null, signal: AbortSignal): AsyncGenerator<Arrival, void, undefined> {
    const { endpoint, prepared } = this.program;
    const operation = upstreamOperation(prepared);
    const { variables } = this.options;
    return upstream({ endpoint, operation, variables, origin: () => this.context, after, signal });
  }

  private async take(arrival: Arrival): Promise<void> {
    this.recent ??= new Recent(arrival.answer ? arrival.position - 1 : arrival.position);
    const message = arrival.answer && (await this.message(arrival));
    this.cursor = arrival.cursor ?? this.cursor;
    this.position = arrival.position;
    if (message) {
      this.recent.add(message);
      for (const member of this.live) if (message.position > member.position) member.subscriber.send(message);
    }
    this.begun.resolve();
  }

  /** Any of the subscribers stands for all: they have the same rights. */
  private get context(): GatewayContext {
    const [member] = this.members;
    const { actor = null, address, userAgent } = member?.context ?? {};
    // A read that was under way before an event would not show it.
    return { actor, address, userAgent, requestId: this.id, readsAnew: true };
  }

  private async message({ answer, cursor, position }: Arrival): Promise<Message> {
    const { engine, prepared } = this.program;
    const { signal } = this.ending;
    const first = answer as ExecutionResult;
    const result = await engine.run(prepared, this.options.variables, this.context, { first, signal });
    const errors = result.errors && this.options.format(result.errors, this.id);
    const extensions = cursor === null ? undefined : { cursor };
    return { json: JSON.stringify({ errors, data: result.data, extensions }), cursor, position };
  }

  private dismiss(member: Member, error: unknown): void {
    if (!this.members.has(member)) return;
    this.leave(member);
    const errors = error instanceof StreamOver ? error.errors : [error];
    member.subscriber.fail(this.options.format(errors, this.id));
  }
}
