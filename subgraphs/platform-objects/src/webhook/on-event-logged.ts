import type { DomainEvent, Handler, Tx } from '@kith/kernel';
import { sources } from '../log/on-anything-happened.js';
import { noteDeliveries } from './webhook-lines.js';

/** What the log has taken in is delivered to who listens. It stands behind the log's handler, in the same transaction. */
export const onEventLogged: readonly Handler[] = sources.map((source) => ({
  source,
  type: '*',
  inBatches: true,
  handle: (tx: Tx, events: readonly DomainEvent[]) =>
    noteDeliveries(
      tx,
      events.map(({ id }) => id),
    ),
}));
