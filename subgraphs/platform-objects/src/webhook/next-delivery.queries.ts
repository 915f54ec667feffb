import type { Id, Tx, Uuid } from '@kith/kernel';

/** A delivery that is the next of its line, with all that it takes to make it. */
export interface NextDelivery {
  readonly id: Id<'WebhookDelivery'>;
  readonly endpointId: Id<'WebhookEndpoint'>;
  readonly isDue: boolean;
  readonly attemptCount: number;
  readonly eventId: Uuid;
  /** The request that made the event, or the delivery's own name when the log no longer says. */
  readonly requestId: string;
  readonly position: bigint;
  readonly type: string;
  readonly subjectType: string;
  readonly subjectId: Id;
  /** Null when the log no longer holds the event. */
  readonly occurredAt: Date | null;
  readonly payload: object;
  readonly url: string;
  readonly query: string | null;
  readonly actsFor: Uuid;
  /** The secrets that sign, the newest first. */
  readonly sealed: readonly Buffer[];
}

/** The next delivery of a line, or null when none waits or the endpoint is paused. */
export async function nextDelivery(
  tx: Tx,
  endpointId: Id<'WebhookEndpoint'>,
  subjectId: Id,
): Promise<NextDelivery | null> {
  const [next] = await tx.query<NextDelivery>(
    `select d.id, d.endpoint_id as "endpointId", d.next_attempt_at <= now() as "isDue", d.attempt_count as "attemptCount",
       d.event_id as "eventId", coalesce(e.request_id, d.id::text) as "requestId",
       d.position, d.event_type as type, d.subject_type as "subjectType", d.subject_id as "subjectId",
       e.occurred_at as "occurredAt", e.payload, w.url, w.query, w.acts_for as "actsFor",
       array(select s.sealed from webhook_secret s where s.endpoint_id = w.id
         and (s.expires_at is null or s.expires_at > now()) order by s.id desc) as sealed
     from webhook_delivery d join webhook_endpoint w on w.id = d.endpoint_id left join event_log e on e.id = d.event_id
     where d.endpoint_id = $1 and d.subject_id = $2 and d.status in ('PENDING', 'FAILED') and w.status = 'ACTIVE'
     order by d.position limit 1`,
    [endpointId, subjectId],
  );
  return next ?? null;
}
