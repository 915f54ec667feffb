import type { Statements } from '../database/statements.js';
import { RequestError } from '../errors/request-error.js';
import type { Id } from '../graph/id.js';

/** What one transaction did to one node, as the rows of the outbox tell it. */
export interface OutboxChange {
  /** The last place of what it says in the organization's outbox. */
  readonly position: number;
  readonly at: Date;
  readonly typeName: string;
  readonly id: Id;
  /** What was done to the node's rows and to those of its parts, as `table operation`. */
  readonly operations: readonly string[];
  /** The columns of its rows that are no more, by their tables. */
  readonly deleted: Readonly<Record<string, Readonly<Record<string, unknown>>>> | null;
}

/** What an outbox holds behind a position. */
export interface Stretch {
  readonly changes: readonly OutboxChange[];
  /** How far was read: from here it is read on. */
  readonly position: number;
}

/** Most transactions that are read at once. */
const mostChanges = 200;

interface Row {
  last: bigint;
  hasEvents: boolean;
  isLast: boolean;
  position: bigint | null;
  at: Date;
  typeName: string | null;
  id: Id;
  operations: string[];
  deleted: OutboxChange['deleted'];
}

const text = `
  with next as (
    select id, first_position, last_position, committed_at from change
    where last_position > $1 and first_position >= coalesce((
      select max(first_position) from change where first_position <= $1 + 1), 0)
    order by first_position limit ${mostChanges}
  ), event as (
    select c.*, o.id is not null as is_there, o.type, o.subject_type, o.subject_id, o.payload,
      c.first_position - 1 + row_number() over (partition by c.id order by o.id) as position
    from next c left join outbox o on o.change_id = c.id
  )
  select last_position as last, bool_or(is_there) as "hasEvents", committed_at as at, subject_type as "typeName", subject_id as id,
    max(position) filter (where type = 'row.changed') as position,
    max(position) filter (where type = 'row.changed')
      = max(max(position) filter (where type = 'row.changed')) over (partition by last_position) as "isLast",
    array_agg(distinct payload ->> 'table' || ' ' || (payload ->> 'operation')) filter (where type = 'row.changed') as operations,
    jsonb_object_agg(payload ->> 'table', payload -> 'before') filter (where payload ->> 'operation' = 'DELETE') as deleted
  from event group by first_position, last_position, committed_at, subject_type, subject_id
  order by last_position, position`;

/**
 * What was done to nodes behind a position, in the order of the commits.
 *
 * @throws RequestError `CURSOR_EXPIRED` when what comes next was removed from the outbox.
 */
export async function readChanges(statements: Statements, after: number): Promise<Stretch> {
  const rows = await statements.query<Row>(text, [after]);
  const changes: OutboxChange[] = [];
  let position = after;
  for (const { last, hasEvents, isLast, position: own, typeName, id, ...row } of rows) {
    // What comes before it is delivered; whoever goes on from there is told.
    if (!hasEvents && position > after) break;
    if (!hasEvents)
      throw new RequestError(
        'CURSOR_EXPIRED',
        'What happened after this cursor was removed, because it is older than events are kept; read anew and subscribe without one',
      );
    position = Number(last);
    if (own === null || typeName === null) continue;
    // Behind the last row of a transaction there is nothing of it any more.
    const place = isLast ? position : Number(own);
    if (place > after) changes.push({ position: place, typeName, id, ...row });
  }
  return { changes, position };
}

/** The position of the last event of the organization. */
export async function endOfOutbox(statements: Statements): Promise<number> {
  const [row] = await statements.query<{ position: bigint }>('select position from outbox_position');
  return Number(row?.position ?? 0);
}
