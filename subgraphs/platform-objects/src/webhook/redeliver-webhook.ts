import { type Id, lockRow, type Tx } from '@kith/kernel';
import { publish } from '../events.js';
import { authorize } from '../policy.js';
import { WebhookDelivery, WebhookDeliveryStatus } from './delivery.entity.js';
import { askForLine } from './webhook-lines.js';

/** Lets a delivery wait again, with 24 hours anew, whatever came of it. */
export async function redeliverWebhook(
  tx: Tx,
  { deliveryId }: { deliveryId: Id<'WebhookDelivery'> },
): Promise<WebhookDelivery> {
  authorize(tx.actor, 'webhook:write');
  const delivery = await lockRow(tx, WebhookDelivery, deliveryId, ['deliveryId']);
  const waiting = {
    status: WebhookDeliveryStatus.PENDING,
    firstAttemptAt: null,
    nextAttemptAt: new Date(),
    deliveredAt: null,
  };
  await tx.manager.update(WebhookDelivery, { id: deliveryId }, waiting);
  const { endpointId, subjectId, personId } = delivery;
  await askForLine(tx, endpointId, subjectId);
  publish(tx, 'webhook_endpoint.redelivered', { subject: endpointId, personId, payload: { deliveryId } });
  return Object.assign(delivery, waiting);
}
