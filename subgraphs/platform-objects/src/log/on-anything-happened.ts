import type { DomainEvent, Handler, Tx } from '@kith/kernel';

/** The subgraphs whose events make the organization's log. */
export const sources = ['identity', 'platform-objects', 'commerce', 'crm', 'marketing'] as const;

/** Each event of every subgraph goes into the log, but that a row was changed goes into the audit. */
export const onAnythingHappened: readonly Handler[] = sources.map((source) => ({
  source,
  type: '*',
  inBatches: true,
  handle: remember,
}));

async function remember(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
  const isRow = ({ type }: DomainEvent) => type === 'row.changed';
  await appendToLog(
    tx,
    events.filter((event) => !isRow(event)),
  );
  await appendToAudit(tx, events.filter(isRow));
}

const given = `rows from (jsonb_to_recordset($1::jsonb) as (
  id uuid, source text, position bigint, type text, version integer, "subjectType" text, "subjectId" uuid, "personId" uuid,
  "actorId" uuid, "requestId" text, address text, "userAgent" text, cause jsonb, "occurredAt" timestamptz, payload jsonb
)) with ordinality as e`;

/** The row of the organization's position stays locked until the end, so that positions have no gap and commit in order. */
async function appendToLog(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.query(
    `with moved as (
       insert into event_log_position as p (position) values ($2)
       on conflict (organization_id) do update set position = p.position + excluded.position
       returning position - $2 as before
     )
     insert into event_log (id, position, source, source_position, type, version, subject_type, subject_id, person_id,
       actor_id, request_id, cause, occurred_at, payload)
     select e.id, moved.before + e.ordinality, e.source, e.position, e.type, e.version, e."subjectType", e."subjectId",
       e."personId", e."actorId", e."requestId", (e.cause ->> 'source') || '/' || (e.cause ->> 'position'),
       e."occurredAt", e.payload
     from moved, ${given}`,
    [JSON.stringify(events), events.length],
  );
}

async function appendToAudit(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.query(
    `insert into audit_entry (id, source, source_position, table_name, operation, entity_type, entity_id, person_id,
       before, after, actor_id, request_id, address, user_agent, at)
     select e.id, e.source, e.position, e.payload ->> 'table', e.payload ->> 'operation', e."subjectType", e."subjectId",
       e."personId", nullif(e.payload -> 'before', 'null'), nullif(e.payload -> 'after', 'null'), e."actorId",
       e."requestId", e.address, e."userAgent", e."occurredAt"
     from ${given}`,
    [JSON.stringify(events)],
  );
}
