import { changeRow, type Id, lockRow, type Tx } from '@kith/kernel';
import { publish } from '../events.js';
import { authorize } from '../policy.js';
import { WebhookEndpoint, WebhookEndpointStatus } from './endpoint.entity.js';

interface Pause {
  readonly id: Id<'WebhookEndpoint'>;
  readonly reason?: string | null;
}

/** Stops calling an endpoint and says so once, whoever decides it: an admin, or the platform. */
export async function pauseWebhookEndpoint(tx: Tx, { id, reason = null }: Pause): Promise<WebhookEndpoint> {
  authorize(tx.actor, 'webhook:write');
  const present = await lockRow(tx, WebhookEndpoint, id);
  if (present.status === WebhookEndpointStatus.PAUSED) return present;
  const changes = { status: WebhookEndpointStatus.PAUSED, pauseReason: reason };
  const paused = await changeRow(tx, WebhookEndpoint, { id }, changes);
  publish(tx, 'webhook_endpoint.paused', { subject: id, payload: { reason } });
  return paused;
}
