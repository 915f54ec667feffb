import { changeRow, handlersOf } from '@kith/kernel';
import type { CommerceEvents } from '@kith/schema/events/commerce';
import { Activity } from './activity.entity.js';

const on = handlersOf<CommerceEvents>('commerce');

/** A purchase that was called off stays in the timeline, and counts no more. */
export const onOrderCancelled = on('order.cancelled', async (tx, { subjectId: orderId, occurredAt }) => {
  const purchase = await tx.manager.findOneBy(Activity, { orderId });
  if (purchase) await changeRow(tx, Activity, { id: purchase.id }, { cancelledAt: new Date(occurredAt) });
});
