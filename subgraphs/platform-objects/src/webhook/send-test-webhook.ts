import { type Id, lockRow, type Tx } from '@kith/kernel';
import { publish } from '../events.js';
import { authorize } from '../policy.js';
import { WebhookEndpoint } from './endpoint.entity.js';

/** Publishes an event that goes the way of all others, to this endpoint alone. */
export async function sendTestWebhook(
  tx: Tx,
  { id }: { id: Id<'WebhookEndpoint'> },
): Promise<WebhookEndpoint> {
  authorize(tx.actor, 'webhook:write');
  const endpoint = await lockRow(tx, WebhookEndpoint, id);
  publish(tx, 'webhook_endpoint.tested', { subject: id, payload: {} });
  return endpoint;
}
