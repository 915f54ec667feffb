import type { Database } from '../database/database.js';
import { Snapshot } from '../database/snapshot.js';
import type { Uuid } from '../graph/id.js';
import { platformActor } from './handle-events.js';
import type { Handler } from './handler.js';
import type { Consistency, Positions, Settled } from './positions.js';

const pollMs = 15;

/** Waits until the subgraph has handled what it handles of `positions`, or the deadline (milliseconds since the epoch) has come. */
export async function settle(
  database: Database,
  handlers: readonly Handler[],
  organizationId: Uuid,
  positions: Consistency,
  deadline: number,
): Promise<Settled> {
  const sources = new Set(handlers.map((handler) => handler.source));
  const wanted = Object.entries(positions).filter(([source]) => sources.has(source));
  if (wanted.length === 0) return { isSettled: true, caused: null };
  for (;;) {
    const found = await look(database, organizationId, wanted);
    if (found.isSettled || Date.now() >= deadline) return found;
    await untilHandled(database, organizationId, wanted, deadline);
  }
}

type Wanted = readonly (readonly [source: string, positions: Positions])[];

async function untilHandled(
  database: Database,
  organizationId: Uuid,
  wanted: Wanted,
  deadline: number,
): Promise<void> {
  while (Date.now() < deadline) {
    const handled = await nextHandled(database, organizationId);
    if (wanted.every(([source, [, last]]) => (handled.get(source) ?? 0) >= last)) return;
  }
}

/** How far an organization's inbox is, by source. */
type Handled = ReadonlyMap<string, number>;

const nextLooks = new WeakMap<Database, Map<Uuid, Promise<Handled>>>();

/**
 * How far the inbox is at its next change. All who wait in an organization share one look at a time: many at once would keep
 * Postgres and this process from the work that they wait for. Positions only grow, so a look that began before is right too.
 */
function nextHandled(database: Database, organizationId: Uuid): Promise<Handled> {
  const ofDatabase = nextLooks.get(database) ?? new Map<Uuid, Promise<Handled>>();
  nextLooks.set(database, ofDatabase);
  const known = ofDatabase.get(organizationId);
  if (known) return known;
  const next = writtenOr(database, organizationId, pollMs)
    .then(() => handledOf(database, organizationId))
    .finally(() => ofDatabase.delete(organizationId));
  ofDatabase.set(organizationId, next);
  return next;
}

async function handledOf(database: Database, organizationId: Uuid): Promise<Handled> {
  const snapshot = new Snapshot(database, { actor: platformActor(organizationId), requestId: 'consistency' });
  try {
    const rows = await snapshot.query<{ source: string; position: bigint }>(
      'select source, position from inbox',
    );
    return new Map(rows.map(({ source, position }) => [source, Number(position)]));
  } finally {
    await snapshot.end();
  }
}

async function look(database: Database, organizationId: Uuid, wanted: Wanted): Promise<Settled> {
  const snapshot = new Snapshot(database, {
    actor: platformActor(organizationId),
    requestId: 'consistency',
  });
  try {
    const [row] = await snapshot.query<{ settled: number; first: bigint | null; last: bigint | null }>(
      `with wanted as (
         select * from unnest($1::text[], $2::bigint[], $3::bigint[]) as wanted (source, first, last)
       )
       select (select count(*)::int from wanted w join inbox i on i.source = w.source and i.position >= w.last) as settled,
         min(c.first_position) as first, max(c.last_position) as last
       from wanted w left join change c on c.cause_source = w.source
         and c.cause_last_position >= w.first and c.cause_position <= w.last`,
      [
        wanted.map(([source]) => source),
        wanted.map(([, [first]]) => first),
        wanted.map(([, [, last]]) => last),
      ],
    );
    const isSettled = row?.settled === wanted.length;
    return { isSettled, caused: row?.last ? [Number(row.first), Number(row.last)] : null };
  } finally {
    await snapshot.end();
  }
}

/** The worker may be in this process, and then is heard, or in another one. */
async function writtenOr(database: Database, organizationId: Uuid, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const forget = database.onWrite((about) => {
    if (about === organizationId) resolve();
  });
  await promise;
  clearTimeout(timer);
  forget();
}
