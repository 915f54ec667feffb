import type pg from 'pg';
import type { Database } from '../database/database.js';
import type { Uuid } from '../graph/id.js';
import type { Logger } from '../log.js';
import { bury } from './bury.js';
import type { Bus, PlacedEvent } from './bus.js';
import type { DomainEvent } from './event.js';
import { handleEvents } from './handle-events.js';
import type { Handler } from './handler.js';

/** How often an event is tried, unless a setting says otherwise: about a minute and a half in all. */
export const mostTries = 12;

/** Most events that a round takes from the bus. */
const mostEvents = 500;
/** Organizations whose events are handled at the same time. */
const mostAtOnce = 4;

export interface ConsumeOptions {
  readonly source: string;
  readonly database: Database;
  readonly relay: pg.Pool;
  readonly bus: Bus;
  readonly handlers: readonly Handler[];
  /** How often an event is tried before it goes to the dead letters. */
  readonly mostTries: number;
  readonly logger: Logger;
}

/**
 * A round of a consumer of one source: looks at the bus from where it last stopped, and lets each organization's events
 * take effect in their order. An organization whose event fails stands still from there and is tried again with backoff,
 * while the others go on. Answers whether there is more.
 */
export async function consume(options: ConsumeOptions): Promise<boolean> {
  const { source, relay, bus } = options;
  await retryStalled(options);
  const scanned = await scannedPlace(relay, source);
  const placed = await bus.read({ source, after: scanned, limit: mostEvents });
  const last = placed.at(-1);
  if (!last) return false;
  const stalled = await stalledOrganizations(relay, source);
  const groups = [...Map.groupBy(placed, ({ event }) => event.organizationId)].filter(
    ([organizationId]) => !stalled.has(organizationId),
  );
  await inParallel(groups, mostAtOnce, ([organizationId, events]) =>
    takeEffect(options, organizationId, events),
  );
  await relay.query(
    `insert into inbox_scan values ($1, $2) on conflict (source) do update set place = excluded.place`,
    [source, last.place],
  );
  return placed.length === mostEvents;
}

async function takeEffect(
  options: ConsumeOptions,
  organizationId: Uuid,
  placed: readonly PlacedEvent[],
  tries = 0,
): Promise<boolean> {
  const { database, handlers, relay, source, logger } = options;
  try {
    await handleEvents(
      database,
      handlers,
      placed.map(({ event }) => event),
    );
    return true;
  } catch (error) {
    const failed = await firstUnhandled(options, organizationId, placed);
    if (!failed) return true;
    // A database that is away is nobody's fault: the round fails and starts again when it is back.
    if (await isAway(relay)) throw error;
    // A try counts against the event that failed; when others went through before it, it is its first.
    const count = failed === placed[0] ? tries + 1 : 1;
    logger.warn(
      { err: error, source, organizationId, event: failed.event.id, type: failed.event.type, tries: count },
      'an event could not be handled',
    );
    if (count >= options.mostTries) {
      await bury(database, failed.event, error, count);
      return takeEffect(
        options,
        organizationId,
        placed.filter(({ place }) => place > failed.place),
      );
    }
    await relay.query(
      `insert into inbox_stalled (organization_id, source, place, tries, next_try_at)
       values ($1, $2, $3, $4, now() + $5 * interval '1 millisecond')
       on conflict (organization_id, source) do update
         set place = excluded.place, tries = excluded.tries, next_try_at = excluded.next_try_at`,
      [organizationId, source, failed.place - 1, count, backoffMs(count)],
    );
    return false;
  }
}

/** 100 ms, doubled with every try up to a minute, and somewhat less by chance, so that not all come at once. */
function backoffMs(tries: number): number {
  return Math.min(60_000, 50 * 2 ** tries) * (0.75 + Math.random() / 4);
}

/** Goes on with organizations that stand still and whose time has come: they catch up with the scan, and are then like others. */
async function retryStalled(options: ConsumeOptions): Promise<void> {
  const { source, relay, bus } = options;
  const { rows } = await relay.query<{ organization_id: Uuid; place: string; tries: number }>(
    `select organization_id, place, tries from inbox_stalled
     where source = $1 and next_try_at <= now() order by next_try_at limit 100`,
    [source],
  );
  for (const { organization_id: organizationId, place, tries } of rows) {
    const scanned = await scannedPlace(relay, source);
    let after = Number(place);
    for (let isThrough = false, isFirst = true; !isThrough; isFirst = false) {
      const read = await bus.read({ source, after, limit: mostEvents, organizationId });
      const placed = read.filter((one) => one.place <= scanned);
      if (placed.length > 0 && !(await takeEffect(options, organizationId, placed, isFirst ? tries : 0)))
        break;
      after = placed.at(-1)?.place ?? after;
      isThrough = placed.length < mostEvents;
      if (isThrough)
        await relay.query(`delete from inbox_stalled where organization_id = $1 and source = $2`, [
          organizationId,
          source,
        ]);
    }
  }
}

async function scannedPlace(relay: pg.Pool, source: string): Promise<number> {
  const { rows } = await relay.query<{ place: string }>(`select place from inbox_scan where source = $1`, [
    source,
  ]);
  return Number(rows[0]?.place ?? 0);
}

async function stalledOrganizations(relay: pg.Pool, source: string): Promise<Set<Uuid>> {
  const { rows } = await relay.query<{ organization_id: Uuid }>(
    `select organization_id from inbox_stalled where source = $1`,
    [source],
  );
  return new Set(rows.map((row) => row.organization_id));
}

async function firstUnhandled(
  { relay, source }: ConsumeOptions,
  organizationId: Uuid,
  placed: readonly PlacedEvent[],
): Promise<PlacedEvent | undefined> {
  const { rows } = await relay.query<{ position: string }>(
    `select position from inbox where organization_id = $1 and source = $2`,
    [organizationId, source],
  );
  const handled = Number(rows[0]?.position ?? 0);
  return placed.find(({ event }: { event: DomainEvent }) => event.position > handled);
}

async function isAway(relay: pg.Pool): Promise<boolean> {
  return relay.query('select 1').then(
    () => false,
    () => true,
  );
}

async function inParallel<Item>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
}
