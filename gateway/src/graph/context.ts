import type { Actor, Positions } from '@kith/kernel';

/** What a client's request carries through the graph. */
export interface GatewayContext {
  readonly actor: Actor | null;
  readonly requestId: string;
  /** Where the client is, and what it calls itself. */
  readonly address?: string;
  readonly userAgent?: string;
  /** It has waited for what a consistency token names, so what it reads is read after that. */
  readonly isAfterToken?: boolean;
  /** What the request has written, by subgraph. */
  readonly written?: Map<string, Positions>;
  /** Aborts when the client has left: what is being read for it ends. */
  readonly signal?: AbortSignal;
}
