import type { Id, Tx } from '@kith/kernel';
import { attemptDelayMs, patienceMs } from './attempt-delay.js';
import type { Attempt } from './attempt-delivery.js';
import { WebhookDeliveryStatus } from './delivery.entity.js';
import type { NextDelivery } from './next-delivery.queries.js';
import { pauseWebhookEndpoint } from './pause-endpoint.js';

const mostRequestCharacters = 64 * 1024;
const mostResponseCharacters = 4 * 1024;

/** Writes down what came of an attempt, and when there is another; pauses an endpoint that keeps failing. */
export async function noteAttempt(tx: Tx, delivery: NextDelivery, attempt: Attempt): Promise<void> {
  const { id, endpointId, attemptCount } = delivery;
  const [tried] = await tx.query<{ ms: number }>(
    `select (extract(epoch from now() - coalesce(first_attempt_at, now())) * 1000)::float8 as ms
     from webhook_delivery where id = $1 and attempt_count = $2 for update`,
    [id, attemptCount],
  );
  // The endpoint was deleted meanwhile, or another process has made this attempt too.
  if (!tried) return;
  const isOver = attempt.isDelivered || attempt.isHopeless;
  const delayMs = isOver ? null : attemptDelayMs(tried.ms, Math.random());
  await tx.query(
    `update webhook_delivery set status = $2, attempt_count = attempt_count + 1,
       first_attempt_at = coalesce(first_attempt_at, now()), next_attempt_at = now() + $3 * interval '1 millisecond',
       delivered_at = case when $2 = 'DELIVERED' then now() end
     where id = $1`,
    [id, statusAfter(attempt, delayMs), delayMs],
  );
  await insertAttempt(tx, delivery, attempt);
  const reason = attempt.pauseReason ?? (attempt.isDelivered ? null : await reasonToPause(tx, endpointId));
  if (reason) await pauseWebhookEndpoint(tx, { id: endpointId, reason });
}

function statusAfter({ isDelivered }: Attempt, delayMs: number | null): WebhookDeliveryStatus {
  if (isDelivered) return WebhookDeliveryStatus.DELIVERED;
  return delayMs === null ? WebhookDeliveryStatus.DEAD : WebhookDeliveryStatus.FAILED;
}

async function insertAttempt(tx: Tx, { id, endpointId }: NextDelivery, attempt: Attempt): Promise<void> {
  await tx.query(
    `insert into webhook_attempt (endpoint_id, delivery_id, is_delivered, request_headers, request_body, response_status,
       response_body, error, duration_ms) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      endpointId,
      id,
      attempt.isDelivered,
      attempt.requestHeaders,
      storable(attempt.requestBody, mostRequestCharacters),
      attempt.responseStatus,
      storable(attempt.responseBody, mostResponseCharacters),
      storable(attempt.error, mostResponseCharacters),
      attempt.durationMs,
    ],
  );
}

/** Postgres takes no NUL in a text. */
function storable(text: string | null, most: number): string | null {
  return text?.slice(0, most).replaceAll('\0', '') ?? null;
}

/** A day of nothing but failure, since the last success or since the endpoint was made or resumed. */
async function reasonToPause(tx: Tx, endpointId: Id<'WebhookEndpoint'>): Promise<string | null> {
  const [failing] = await tx.query<{ ms: number | null }>(
    `select (extract(epoch from now() - min(a.at)) * 1000)::float8 as ms from webhook_attempt a
     where a.endpoint_id = $1 and not a.is_delivered and a.at >= greatest(
       (select max(at) from webhook_attempt where endpoint_id = $1 and is_delivered),
       (select active_since from webhook_endpoint where id = $1))`,
    [endpointId],
  );
  return (failing?.ms ?? 0) >= patienceMs ? 'All calls of the last 24 hours have failed' : null;
}
