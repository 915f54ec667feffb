import type pg from 'pg';
import type { Uuid } from '../graph/id.js';
import type { Bus } from './bus.js';
import type { DomainEvent } from './event.js';

/** Most events that are read and handed on at once. */
const mostEvents = 500;
/** Most organizations that a round serves before it looks again who has news. */
const mostOrganizations = 200;

/**
 * Hands to the bus what the outbox holds after the publisher's cursor, organization by organization, and moves the cursor.
 * When it dies between the two, the events are published again, and the bus leaves them out. Answers whether there is more.
 */
export async function publishOutbox(relay: pg.Pool, source: string, bus: Bus): Promise<boolean> {
  const { rows: behind } = await relay.query<{ organization_id: Uuid; published: string }>(
    `select p.organization_id, coalesce(d.position, 0) as published
     from outbox_position p left join outbox_published d using (organization_id)
     where p.position > coalesce(d.position, 0) limit $1`,
    [mostOrganizations],
  );
  let isMore = behind.length === mostOrganizations;
  for (const { organization_id: organizationId, published } of behind) {
    const events = await readOutbox(relay, source, organizationId, Number(published), mostEvents);
    const last = events.at(-1);
    if (!last) continue;
    await bus.publish(source, events);
    await relay.query(
      `insert into outbox_published as d values ($1, $2)
       on conflict (organization_id) do update set position = greatest(d.position, excluded.position)`,
      [organizationId, last.position],
    );
    isMore ||= events.length >= mostEvents;
  }
  return isMore;
}

/** An organization's events after a position: whole changes, until there are `limit` events or more. */
export async function readOutbox(
  relay: pg.Pool,
  source: string,
  organizationId: Uuid,
  after: number,
  limit: number,
): Promise<DomainEvent[]> {
  const { rows } = await relay.query<DomainEvent & { position: string }>({
    name: 'read outbox',
    text: readText,
    values: [organizationId, after, limit, source],
  });
  return rows.map((row) => ({ ...row, position: Number(row.position) }));
}

const readText = `
  select o.id, o.type, o.version, $4::text as source, c.organization_id as "organizationId",
    c.first_position - 1 + row_number() over (partition by c.id order by o.id) as position,
    to_char(c.committed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "occurredAt",
    o.subject_type as "subjectType", o.subject_id as "subjectId", o.person_id as "personId",
    c.actor_id as "actorId", c.request_id as "requestId", c.address, c.user_agent as "userAgent",
    case when c.cause_source is not null then
      jsonb_build_object('source', c.cause_source, 'position', c.cause_position) end as cause,
    o.payload
  from (
    select *, sum(last_position - first_position + 1) over (order by first_position) as events
    from change where organization_id = $1 and first_position > $2 order by first_position limit $3
  ) c join outbox o on o.organization_id = c.organization_id and o.change_id = c.id
  where c.events - (c.last_position - c.first_position + 1) < $3
  order by c.first_position, o.id`;
