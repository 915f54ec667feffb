import type pg from 'pg';
import type { Bus } from './bus.js';

/**
 * A statement of the relay role that removes what is older than `$1` days, about `$2` rows of it. It is run until it finds
 * none.
 */
export type Expiry = string;

/** Most rows that a statement removes, so that nobody waits long for it. */
const mostRows = 1_000;

/**
 * The outbox loses whole changes, because an event's position is told by those beside it; and only what the bus has.
 * `change` stays: histories name it.
 */
const expireOutbox: Expiry = `
  with old as (
    select distinct o.organization_id, o.change_id
    from outbox_position p cross join lateral (
      select organization_id, change_id from outbox
      where organization_id = p.organization_id and id < (select uuidv7(make_interval(days => -$1::int)))
      order by id limit $2
    ) o join change c on (c.organization_id, c.id) = (o.organization_id, o.change_id)
    where exists (
      select from outbox_published d where d.organization_id = c.organization_id and d.position >= c.last_position
    ) limit $2
  )
  delete from outbox o using old where (o.organization_id, o.change_id) = (old.organization_id, old.change_id)`;

const expireDeadLetters: Expiry = `
  delete from dead_letter where (organization_id, id) in (
    select organization_id, id from dead_letter where resolved_at < now() - make_interval(days => $1::int) limit $2
  )`;

export interface ExpireOptions {
  /** The subgraph: the source of its own events. */
  readonly name: string;
  readonly bus: Bus;
  readonly retentionDays: number;
  readonly expiries: readonly Expiry[];
}

/** Removes some of what is older than an installation keeps. Answers whether there may be more. */
export async function expire(
  relay: pg.Pool,
  { name, bus, retentionDays, expiries }: ExpireOptions,
): Promise<boolean> {
  let removed = (await bus.expire?.(name, retentionDays, mostRows)) ?? 0;
  for (const text of [expireOutbox, expireDeadLetters, ...expiries])
    removed += (await relay.query(text, [retentionDays, mostRows])).rowCount ?? 0;
  return removed > 0;
}
