import type { Actor } from '../access/actor.js';
import type { Database } from '../database/database.js';
import { type Tx, transaction } from '../database/transaction.js';
import type { Uuid } from '../graph/id.js';
import { handlings } from '../telemetry/channels.js';
import type { DomainEvent } from './event.js';
import { type Handler, isFor } from './handler.js';

/** The platform itself, acting in an organization: what a handler does was allowed to whoever caused it. */
export function platformActor(organizationId: Uuid): Actor {
  return { userId: null, organizationId, role: 'OWNER', scopes: [] };
}

/** Events between those that were handled and those that are to be handled are missing: the order would be broken. */
export class EventsMissing extends Error {}

/**
 * Lets events of one organization and one source take effect, in their order. What was handled is noted in the transaction
 * of the effect; events that were handled before are left out. Answers false when the signal came before the end.
 *
 * @param after the position on which the first one follows.
 * @throws EventsMissing when less than that was handled.
 * @throws what the handler of an event throws; all events before that one have taken effect.
 */
export async function handleEvents(
  database: Database,
  handlers: readonly Handler[],
  events: readonly DomainEvent[],
  after = 0,
  signal?: AbortSignal,
): Promise<boolean> {
  let handled = after;
  for (const run of runsOf(handlers, events)) {
    if (signal?.aborted) return false;
    try {
      await handleRun(database, run, handled);
    } catch (error) {
      if (run.events.length === 1 || error instanceof EventsMissing) throw error;
      // One of them fails, and those before it need not wait for it.
      for (const event of run.events) {
        await handleRun(database, { ...run, events: [event] }, handled);
        handled = event.position;
      }
    }
    handled = run.events.at(-1)?.position ?? handled;
  }
  return true;
}

/** Handles events that follow on `after` in one transaction. */
async function handleRun(database: Database, { handlers, events }: Run, after: number): Promise<void> {
  const [first, last] = [events[0], events.at(-1)] as [DomainEvent, DomainEvent];
  const cause = { source: first.source, position: first.position, last: last.position };
  const origin = {
    actor: platformActor(first.organizationId),
    requestId: first.requestId ?? first.id,
    cause,
  };
  const { source, type, id: eventId, organizationId } = first;
  const told = { schema: database.schema, source, type, eventId, count: events.length };
  await handlings.during({ ...told, organizationId, requestId: origin.requestId }, () =>
    transaction(database, origin, async (tx) => {
      const fresh = await claim(tx, events, after);
      for (const handler of fresh.length > 0 ? handlers : []) await handler.handle(tx, fresh);
    }),
  );
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
export async function claim(tx: Tx, events: readonly DomainEvent[], after: number): Promise<DomainEvent[]> {
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
