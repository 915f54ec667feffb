import type { Actor } from '../access/actor.js';
import type { Database } from '../database/database.js';
import { type Tx, transaction } from '../database/transaction.js';
import type { Uuid } from '../graph/id.js';
import type { DomainEvent } from './event.js';
import { type Handler, isFor } from './handler.js';
import type { Stretch } from './stretch.js';

/** The platform itself, acting in an organization: what a handler does was allowed to whoever caused it. */
export function platformActor(organizationId: Uuid): Actor {
  return { userId: null, organizationId, role: 'OWNER', scopes: [] };
}

/** Events between those that were handled and those that are to be handled are missing: the order would be broken. */
export class EventsMissing extends Error {}

/**
 * Lets a stretch of events take effect, in their order. What was handled is noted in the transaction of the effect; events
 * that were handled before are left out. Answers false when the signal came before the end.
 *
 * @throws EventsMissing when the stretch begins after what was handled.
 * @throws what the handler of an event throws; all events before that one have taken effect.
 */
export async function handleEvents(
  database: Database,
  handlers: readonly Handler[],
  { after, events }: Stretch,
  signal: AbortSignal,
): Promise<boolean> {
  let handled = after;
  for (const run of runsOf(handlers, events)) {
    if (signal.aborted) return false;
    const [first, last] = [run.events[0], run.events.at(-1)] as [DomainEvent, DomainEvent];
    const cause = { source: first.source, position: first.position };
    const origin = {
      actor: platformActor(first.organizationId),
      requestId: first.requestId ?? first.id,
      cause,
    };
    await transaction(database, origin, async (tx) => {
      const fresh = await claim(tx, run.events, handled);
      for (const handler of fresh.length > 0 ? run.handlers : []) await handler.handle(tx, fresh);
    });
    handled = last.position;
  }
  return true;
}

interface Run {
  readonly handlers: readonly Handler[];
  readonly events: DomainEvent[];
}

/** Events that follow each other and go to the same handlers share a transaction, when all of those take batches. */
function runsOf(handlers: readonly Handler[], events: readonly DomainEvent[]): Run[] {
  const runs: Run[] = [];
  for (const event of events) {
    const own = handlers.filter((handler) => isFor(handler, event));
    const last = runs.at(-1);
    const isSame = last?.handlers.length === own.length && own.every((one, i) => one === last.handlers[i]);
    if (last && isSame && own.every((handler) => handler.inBatches)) last.events.push(event);
    else runs.push({ handlers: own, events: [event] });
  }
  return runs;
}

/** Takes the inbox's lock, moves it past the events, which follow on `after`, and answers those that nobody has handled. */
async function claim(tx: Tx, events: readonly DomainEvent[], after: number): Promise<DomainEvent[]> {
  const [first, last] = [events[0], events.at(-1)] as [DomainEvent, DomainEvent];
  await tx.query(`insert into inbox (source, position) values ($1, 0) on conflict do nothing`, [
    first.source,
  ]);
  const [inbox] = await tx.query<{ position: bigint }>(
    `select position from inbox where source = $1 for update`,
    [first.source],
  );
  const handled = Number(inbox?.position);
  const fresh = events.filter((event) => event.position > handled);
  if (fresh.length > 0 && handled < after)
    throw new EventsMissing(
      `Of ${first.source} ${handled} was handled last, and ${first.position} is the next that came`,
    );
  if (fresh.length > 0)
    await tx.query(`update inbox set position = $2 where source = $1`, [first.source, last.position]);
  return fresh;
}

/** Gives up on an event, the next one after a position: it goes to the dead letters, and the organization's next event has its turn. */
export async function bury(
  database: Database,
  event: DomainEvent,
  after: number,
  error: unknown,
  tries: number,
): Promise<void> {
  const origin = { actor: platformActor(event.organizationId), requestId: event.requestId ?? event.id };
  await transaction(database, origin, async (tx) => {
    const fresh = await claim(tx, [event], after);
    if (fresh.length === 0) return;
    await tx.query(
      `insert into dead_letter (source, position, type, person_id, event, error, tries)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        event.source,
        event.position,
        event.type,
        event.personId,
        JSON.stringify(event),
        readable(error),
        tries,
      ],
    );
  });
}

/** As Postgres takes it: text there has no zero byte. */
function readable(error: unknown): string {
  return String(error).replaceAll('\0', '').slice(0, 2_000);
}
