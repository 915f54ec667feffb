import { channel } from 'node:diagnostics_channel';
import type { ExecutionResult } from 'graphql';
import type { RequestOrigin } from '../subgraph/endpoint.js';
import { ActivityChannel } from './activity.js';

/** An operation that the gateway runs: a client's, a subgraph's, or what a subscription tells of one event. */
export const operations = new ActivityChannel<
  { readonly operationName: string | null; readonly kind: string; readonly origin: RequestOrigin },
  ExecutionResult
>('kith:operation');

/** A request to a subgraph, as who asks sees it. */
export const subgraphRequests = new ActivityChannel<
  { readonly service: string; readonly requestId: string; readonly kind?: 'subscription' },
  unknown
>('kith:subgraph-request');

/** The same, as the subgraph sees it. */
export const subgraphAnswers = new ActivityChannel<
  { readonly service: string; readonly origin: RequestOrigin },
  ExecutionResult
>('kith:subgraph-answer');

/** A statement of SQL; of those that begin and end a transaction, `text` is but the title. */
export const statements = new ActivityChannel<{ readonly schema: string; readonly text: string }>(
  'kith:statement',
);

/** Events of one organization that take effect together. */
export const handlings = new ActivityChannel<{
  readonly schema: string;
  readonly source: string;
  readonly type: string;
  /** Of the first. */
  readonly eventId: string;
  readonly count: number;
  readonly organizationId: string;
  readonly requestId: string;
}>('kith:handling');

export const jobs = new ActivityChannel<{
  readonly schema: string;
  readonly task: string;
  readonly organizationId: string;
  readonly requestId: string;
}>('kith:job');

/** A call of somebody's webhook. */
export const webhookCalls = new ActivityChannel<
  {
    readonly deliveryId: string;
    readonly eventId: string;
    readonly organizationId: string;
    readonly requestId: string;
  },
  { readonly isDelivered: boolean; readonly responseStatus: number | null }
>('kith:webhook-call');

/** A look into what is remembered, as `{ cache, isHit }`. */
const cacheReads = channel('kith:cache-read');

export interface CacheRead {
  readonly cache: string;
  readonly isHit: boolean;
}

export function announceCacheRead(cache: string, isHit: boolean): void {
  if (cacheReads.hasSubscribers) cacheReads.publish({ cache, isHit } satisfies CacheRead);
}

/** An error that a client was told, as its code. */
const toldErrors = channel('kith:told-error');

export function announceToldError(code: string): void {
  if (toldErrors.hasSubscribers) toldErrors.publish(code);
}
