import type { ExecutionResult } from 'graphql';
import type { Actor } from '../access/actor.js';
import type { Consistency, Settled } from '../events/positions.js';

/** A GraphQL request on its way to a subgraph. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  /**
   * `marks` asks a subscription to say how far it is when it has nothing to send: see `subscribe`. `check` asks the whole graph
   * whether it would run the operation, and at what cost, without running it.
   */
  readonly extensions?: { readonly marks?: boolean; readonly check?: boolean };
}

/** What travels beside a request: who asks, and the id that joins its log lines in all processes. */
export interface RequestOrigin {
  readonly actor: Actor | null;
  readonly requestId: string;
  /** Where the client is, and what it calls itself, as the gateway saw them. */
  readonly address?: string;
  readonly userAgent?: string;
  /** The trace that it goes on with, from outside of this process, after W3C Trace Context. */
  readonly traceparent?: string;
}

/**
 * A subgraph as its callers see it, wherever it runs: in the same process, or behind HTTP. `execute` answers
 * every refusal of the subgraph as errors in the result; it rejects with `SUBGRAPH_UNAVAILABLE` or `TIMEOUT`
 * when the subgraph itself cannot be reached. Whose signal aborts waits no more: what it asked for may be left undone.
 */
export interface SubgraphEndpoint {
  readonly name: string;
  execute(request: SubgraphRequest, origin: RequestOrigin, signal?: AbortSignal): Promise<ExecutionResult>;
  /**
   * Opens a subscription: an answer for each of its events, until whoever reads them returns. What is refused at once is an
   * answer with errors. An answer's `extensions.cursor` is what the argument `after` takes to go on behind it. Who asked for
   * marks is told `extensions.position` too, a number that ascends, and gets answers with nothing but extensions: the first
   * when all that was missed is sent. A subgraph without subscriptions has no such method.
   */
  subscribe?(
    request: SubgraphRequest,
    origin: RequestOrigin,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
  /** Whether what it stands on, its database, can be reached. One without it is ready when it answers. */
  isReady?(): Promise<boolean>;
  /** Whether its events move. While the bus is away it answers as ever, and reactions wait. One without events has no bus. */
  hasBus?(): Promise<boolean>;
  /**
   * Waits until it has handled what it handles of events of the actor's organization, or until the deadline, in
   * milliseconds since the epoch. A subgraph that handles none has no such method.
   */
  settle?(positions: Consistency, origin: RequestOrigin, deadline: number): Promise<Settled>;
}

/** The whole graph, as a subgraph asks it that needs more than it owns. */
export type Graph = Pick<SubgraphEndpoint, 'execute'>;
