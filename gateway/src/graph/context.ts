import type { Actor, Positions } from '@kith/kernel';
import type { OperationTerms } from '../operations/operation-terms.js';

/** What a client's request carries through the graph. */
export interface GatewayContext {
  readonly actor: Actor | null;
  /** What a key's app has to do with the operations that it runs. */
  readonly operations?: OperationTerms | null;
  readonly requestId: string;
  /** Where the client is, and what it calls itself. */
  readonly address?: string;
  readonly userAgent?: string;
  /** A subgraph asks in the course of another request: rates are for clients. */
  readonly isInternal?: boolean;
  /** The trace that the client goes on with. */
  readonly traceparent?: string;
  /** It has waited for something that it must see, so it joins no read that may have begun before. */
  readonly readsAnew?: boolean;
  /** What the request has written, by subgraph. */
  readonly written?: Map<string, Positions>;
  /** Aborts when the client has left: what is being read for it ends. */
  readonly signal?: AbortSignal;
}
