import type pg from 'pg';
import type { Uuid } from '../graph/id.js';
import type { Bus } from './bus.js';

/** Organizations among which the oldest event is looked for: those that are furthest behind. */
const mostAsked = 100;

/** How far a consumer of one source is behind what the bus has of it. */
export interface Lag {
  readonly events: number;
  /** When the oldest of them happened. */
  readonly oldestAt: Date | null;
}

export async function lagOf(relay: pg.Pool, source: string, bus: Bus): Promise<Lag> {
  const { rows } = await relay.query<{ organization_id: Uuid; position: string }>(
    `select organization_id, position from inbox where source = $1`,
    [source],
  );
  const handled = new Map(rows.map((row) => [row.organization_id, Number(row.position)]));
  const behind = (await bus.lastPositions(source))
    .map(([organizationId, last]) => {
      const after = handled.get(organizationId) ?? 0;
      return { organizationId, after, events: last - after };
    })
    .filter(({ events }) => events > 0)
    .sort((one, other) => other.events - one.events);
  const instants: number[] = [];
  for (const { organizationId, after } of behind.slice(0, mostAsked)) {
    const [oldest] = await bus.readOrganization(source, organizationId, after, 1);
    if (oldest) instants.push(Date.parse(oldest.occurredAt));
  }
  return {
    events: behind.reduce((sum, { events }) => sum + events, 0),
    oldestAt: instants.length > 0 ? new Date(Math.min(...instants)) : null,
  };
}

/** Events of a source on which the subgraph gave up, and of which nobody has said what becomes of them. */
export async function countDeadLetters(relay: pg.Pool, source: string): Promise<number> {
  const { rows } = await relay.query<{ count: number }>(
    `select count(*)::int as count from dead_letter where source = $1 and resolved_at is null`,
    [source],
  );
  return rows[0]?.count ?? 0;
}
