import type { DomainEvent, Handler, Tx } from '@kith/kernel';
import { sources } from '../log/on-anything-happened.js';
import { noteDeliveries } from './webhook-lines.js';

/** What the log has taken in is delivered to who listens. It stands behind the log's handler, in the same transaction. */
export const onEventLogged: readonly Handler[] = sources.map((source) => ({
  source,
  type: '*',
  inBatches: true,
  handle: deliver,
}));

async function deliver(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
  const logged = events.filter(({ type }) => type !== 'row.changed');
  if (logged.length > 0)
    await noteDeliveries(
      tx,
      logged.map(({ id }) => id),
    );
}
