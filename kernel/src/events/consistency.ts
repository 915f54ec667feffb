import { setTimeout as delay } from 'node:timers/promises';
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
    await committedOr(database, Math.min(pollMs, Math.max(1, deadline - Date.now())));
  }
}

async function look(
  database: Database,
  organizationId: Uuid,
  wanted: readonly (readonly [source: string, positions: Positions])[],
): Promise<Settled> {
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
async function committedOr(database: Database, ms: number): Promise<void> {
  const committed = Promise.withResolvers<void>();
  const forget = database.onCommit(committed.resolve);
  const waiting = new AbortController();
  await Promise.race([
    committed.promise,
    delay(ms, undefined, { signal: waiting.signal }).catch(() => undefined),
  ]);
  waiting.abort();
  forget();
}
