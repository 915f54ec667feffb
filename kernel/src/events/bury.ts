import type { Database } from '../database/database.js';
import { type Tx, transaction } from '../database/transaction.js';
import type { Id } from '../graph/id.js';
import type { DomainEvent } from './event.js';
import { claim, platformActor } from './handle-events.js';

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
    const [letter] = await tx.query<{ id: Id<'DeadLetter'> }>(
      `insert into dead_letter (source, position, type, person_id, event, error, tries)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict on constraint dead_letter_event do update
         set error = excluded.error, tries = excluded.tries, resolved_at = null, updated_at = now()
       returning id`,
      [
        event.source,
        event.position,
        event.type,
        event.personId,
        JSON.stringify(event),
        errorText(error),
        tries,
      ],
    );
    if (letter) reportDeadLetter(tx, { id: letter.id, event, error: errorText(error), tries });
  });
}

/** A letter as its subgraph holds it. */
export interface DeadLetter {
  readonly id: Id<'DeadLetter'>;
  readonly event: DomainEvent;
  readonly error: string;
  readonly tries: number;
}

/** Tells of a letter, unless it is about letters: one that cannot be heard would be told of without end. */
export function reportDeadLetter(tx: Tx, { id, event, error, tries }: DeadLetter): void {
  const { source, position, type, id: eventId, personId } = event;
  if (type.startsWith('dead_letter.')) return;
  tx.note({
    type: 'dead_letter.created',
    subject: ['DeadLetter', id],
    personId,
    payload: { source, position, type, eventId, error, tries },
  });
}

/** As Postgres takes it: its text has no zero byte. */
export function errorText(error: unknown): string {
  return String(error).replaceAll('\0', '').slice(0, 2_000);
}
