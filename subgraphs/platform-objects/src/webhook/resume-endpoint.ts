import { changeRow, type Id, type Tx } from '@kith/kernel';
import { publish } from '../events.js';
import { WebhookEndpoint, WebhookEndpointStatus } from './endpoint.entity.js';
import { askForLines } from './webhook-lines.js';
import { whoVouches } from './write-endpoint.js';

/** Calls an endpoint again, with 24 hours anew for all that waits. It acts for who resumes it. */
export async function resumeWebhookEndpoint(
  tx: Tx,
  { id }: { id: Id<'WebhookEndpoint'> },
): Promise<WebhookEndpoint> {
  const actsFor = whoVouches(tx);
  const resumed = await changeRow(
    tx,
    WebhookEndpoint,
    { id },
    { status: WebhookEndpointStatus.ACTIVE, pauseReason: null, activeSince: new Date(), actsFor },
  );
  await tx.query(
    `update webhook_delivery set first_attempt_at = null, next_attempt_at = now()
     where endpoint_id = $1 and status in ('PENDING', 'FAILED')`,
    [id],
  );
  await askForLines(tx, id);
  publish(tx, 'webhook_endpoint.resumed', { subject: id, payload: {} });
  return resumed;
}
