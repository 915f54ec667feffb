import { batchHandlersOf, type EventOf, type Handler, insertRows, type Tx } from '@kith/kernel';
import type { CommerceEvents } from '@kith/schema/events/commerce';
import { Activity, ActivityType } from './activity.entity.js';

const on = batchHandlersOf<CommerceEvents>('commerce');

/** What a person ordered is a purchase in their timeline. */
export const onOrderPlaced: readonly Handler[] = [
  on('order.placed', logPurchases),
  on('order.imported', logPurchases),
];

type Ordered = EventOf<CommerceEvents, 'order.placed' | 'order.imported'>;

async function logPurchases(tx: Tx, events: readonly Ordered[]): Promise<void> {
  const bought = events.filter(({ personId, payload }) => personId && payload.status !== 'CANCELLED');
  await insertRows(
    tx,
    Activity,
    bought.map(({ personId, subjectId: orderId, payload }) => ({
      type: ActivityType.PURCHASE,
      subject: `Order ${payload.number}, ${payload.total} ${payload.currencyCode}`,
      occurredAt: new Date(payload.placedAt),
      personId,
      orderId,
    })),
  );
}
