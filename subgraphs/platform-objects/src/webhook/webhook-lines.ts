import type { Id, Tx } from '@kith/kernel';

/** The task that makes the next delivery of a line: what waits for one endpoint of one subject, in the order of the log. */
export const deliverWebhook = 'deliver webhook';

const ask = `add_job('${deliverWebhook}', endpoint_id || ':' || subject_id,
  jsonb_build_object('endpointId', endpoint_id, 'subjectId', subject_id)`;

/** Asks for a line's next delivery at its time, if there is one. */
export async function askForLine(tx: Tx, endpointId: Id<'WebhookEndpoint'>, subjectId: Id): Promise<void> {
  await tx.query(
    `select ${ask}, next_attempt_at, false) from (
       select endpoint_id, subject_id, next_attempt_at from webhook_delivery
       where endpoint_id = $1 and subject_id = $2 and status in ('PENDING', 'FAILED') order by position limit 1
     ) head`,
    [endpointId, subjectId],
  );
}

/** Asks for all lines of an endpoint, now. */
export async function askForLines(tx: Tx, endpointId: Id<'WebhookEndpoint'>): Promise<void> {
  await tx.query(
    `select ${ask}, now(), false) from (
       select distinct endpoint_id, subject_id from webhook_delivery
       where endpoint_id = $1 and status in ('PENDING', 'FAILED')
     ) line`,
    [endpointId],
  );
}

/**
 * Notes a delivery of each of these events for each endpoint that listens to it, and asks for their lines; a line that
 * waits for its time goes on waiting. A test goes to the endpoint that is tested, and to it alone.
 */
export async function noteDeliveries(tx: Tx, eventIds: readonly string[]): Promise<void> {
  await tx.query(
    `with noted as (
       insert into webhook_delivery (endpoint_id, event_id, event_type, position, subject_type, subject_id, person_id)
       select w.id, e.id, e.type, e.position, e.subject_type, e.subject_id, e.person_id
       from event_log e join webhook_endpoint w on e.occurred_at >= w.created_at
         and case when e.type = 'webhook_endpoint.tested' then w.id = e.subject_id
           else w.event_types && array['*', e.type] end
       where e.id = any($1::uuid[])
       returning endpoint_id, subject_id
     )
     select ${ask}, now(), true) from (select distinct endpoint_id, subject_id from noted) line`,
    [eventIds],
  );
}
