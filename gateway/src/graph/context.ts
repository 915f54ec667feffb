import type { Actor } from '@kith/kernel';

/** What a client's request carries through the graph. */
export interface GatewayContext {
  readonly actor: Actor | null;
  readonly requestId: string;
}
