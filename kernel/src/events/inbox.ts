import type pg from 'pg';
import type { Uuid } from '../graph/id.js';
import type { LastPositions } from './bus.js';

/** What a subgraph knows of how far it has come with a source. */
export interface Inbox {
  /** Up to where the log was looked through. */
  scanned(): Promise<number>;
  moveScan(place: number): Promise<void>;
  /** The position up to which an organization's events have taken effect. */
  handled(organizationId: Uuid): Promise<number>;
  /** Those of the organizations that have not come as far as they are said to be. */
  shortOf(last: LastPositions): Promise<Uuid[]>;
  /** Organizations of which the log was passed over. */
  behind(): Promise<Set<Uuid>>;
  /** Those of them whose turn it is, the longest waiting first. */
  due(): Promise<{ organizationId: Uuid; tries: number }[]>;
  noteBehind(organizations: readonly Uuid[]): Promise<void>;
  /** Sends one whose turn it was to the end of the queue. */
  requeue(organizationId: Uuid): Promise<void>;
  /** Notes one whose next event fails, and when it is to be tried again. */
  postpone(organizationId: Uuid, tries: number, afterMs: number): Promise<void>;
  noteThrough(organizationId: Uuid): Promise<void>;
}

/**
 * @param lease the connection that holds the lease, as the relay. Whoever lost the lease and does not know it yet has lost
 * this connection too, and so cannot move or remove what its successor notes.
 */
export function inboxOf(lease: pg.Client, source: string, bus: string): Inbox {
  const run = async <Row extends pg.QueryResultRow>(text: string, ...values: unknown[]): Promise<Row[]> =>
    (await lease.query<Row>(text, [source, ...values])).rows;
  return {
    async scanned() {
      const text = `select place from inbox_scan where source = $1 and bus = $2`;
      const [row] = await run<{ place: string }>(text, bus);
      return Number(row?.place ?? 0);
    },
    async moveScan(place) {
      const text = `insert into inbox_scan (source, bus, place) values ($1, $2, $3)
        on conflict (source, bus) do update set place = excluded.place`;
      await run(text, bus, place);
    },
    async handled(organizationId) {
      const text = `select position from inbox where source = $1 and organization_id = $2`;
      const [row] = await run<{ position: string }>(text, organizationId);
      return Number(row?.position ?? 0);
    },
    async shortOf(last) {
      const text = `select organization_id from unnest($2::uuid[], $3::bigint[]) as said (organization_id, position)
        where position > coalesce((select i.position from inbox i
          where i.source = $1 and i.organization_id = said.organization_id), 0)`;
      const [organizations, positions] = [last.map(([id]) => id), last.map(([, position]) => position)];
      const rows = await run<{ organization_id: Uuid }>(text, organizations, positions);
      return rows.map((row) => row.organization_id);
    },
    async behind() {
      const text = `select organization_id from inbox_behind where source = $1`;
      return new Set((await run<{ organization_id: Uuid }>(text)).map((row) => row.organization_id));
    },
    async due() {
      const text = `select organization_id as "organizationId", tries from inbox_behind
        where source = $1 and next_try_at <= now() order by next_try_at limit 100`;
      return run(text);
    },
    async noteBehind(organizations) {
      const text = `insert into inbox_behind (organization_id, source) select unnest($2::uuid[]), $1
        on conflict do nothing`;
      if (organizations.length > 0) await run(text, organizations);
    },
    async requeue(organizationId) {
      const text = `update inbox_behind set next_try_at = greatest(next_try_at, now())
        where source = $1 and organization_id = $2`;
      await run(text, organizationId);
    },
    async postpone(organizationId, tries, afterMs) {
      const text = `insert into inbox_behind (organization_id, source, tries, next_try_at)
        values ($2, $1, $3, now() + $4 * interval '1 millisecond')
        on conflict (organization_id, source) do update
          set tries = excluded.tries, next_try_at = excluded.next_try_at`;
      await run(text, organizationId, tries, afterMs);
    },
    async noteThrough(organizationId) {
      await run(`delete from inbox_behind where source = $1 and organization_id = $2`, organizationId);
    },
  };
}
