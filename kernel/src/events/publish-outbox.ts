import type pg from 'pg';
import type { Uuid } from '../graph/id.js';
import type { Bus, Outbox } from './bus.js';
import type { DomainEvent } from './event.js';

/** Most events that are read and handed on at once. */
const mostEvents = 500;
/** Most organizations that a round serves; the next one serves those after them. */
const mostOrganizations = 200;

/**
 * The publisher of a source. A round hands to the bus what the outbox holds after the cursor, organization by organization,
 * and moves the cursor. When it dies between the two, the events are published again, and whoever reads them knows them by
 * their positions. An organization that cannot be published holds up no other. A round answers whether there is more.
 */
export function publisherOf(relay: pg.Pool, source: string, bus: Bus): () => Promise<boolean> {
  let served: Uuid | null = null;
  let failure: unknown = null;
  return async function round() {
    const behind = await nextBehind(relay, bus, served);
    let isMore = behind.length === mostOrganizations;
    served = isMore ? (behind.at(-1)?.organization_id ?? null) : null;
    for (const { organization_id: organizationId, published } of behind)
      try {
        const events = await readOutbox(relay, source, organizationId, Number(published), mostEvents);
        const last = events.at(-1);
        if (!last) continue;
        await bus.publish(source, events);
        await relay.query(moveText, [organizationId, bus.name, last.position]);
        isMore ||= events.length >= mostEvents;
      } catch (error) {
        if (!(await bus.isReachable())) throw error;
        failure = error;
      }
    if (!failure || served) return isMore;
    const told = failure;
    failure = null;
    throw told;
  };
}

interface Behind {
  organization_id: Uuid;
  published: string;
}

/** Organizations with events after the cursor, those after one in the order of their ids. */
async function nextBehind(relay: pg.Pool, bus: Bus, after: Uuid | null): Promise<Behind[]> {
  const { rows } = await relay.query<Behind>(
    `select p.organization_id, coalesce(d.position, 0) as published
     from outbox_position p
     left join outbox_published d on d.organization_id = p.organization_id and d.bus = $1
     where p.position > coalesce(d.position, 0) and ($2::uuid is null or p.organization_id > $2)
     order by p.organization_id limit $3`,
    [bus.name, after, mostOrganizations],
  );
  return rows;
}

const moveText = `
  insert into outbox_published as d values ($1, $2, $3)
  on conflict (organization_id, bus) do update set position = greatest(d.position, excluded.position)`;

/** What the bus is told when it asks for what its log lacks. */
export function outboxOf(relay: pg.Pool, source: string): Outbox {
  return {
    read: (organizationId, after, limit) => readOutbox(relay, source, organizationId, after, limit),
    async lastPositions() {
      const { rows } = await relay.query<{ organization_id: Uuid; position: string }>(
        `select organization_id, position from outbox_position where position > 0`,
      );
      return rows.map((row) => [row.organization_id, Number(row.position)]);
    },
  };
}

/** An organization's events after a position, which may lie within a change: to the end of the change with which `limit` is reached. */
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
  select * from (
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
      from change
      where organization_id = $1 and last_position > $2 and first_position >= coalesce((
        select max(first_position) from change where organization_id = $1 and first_position <= $2 + 1), 0)
      order by first_position limit $3
    ) c join outbox o on o.organization_id = c.organization_id and o.change_id = c.id
    where c.events - (c.last_position - c.first_position + 1) < $3
  ) event where position > $2
  order by position`;
