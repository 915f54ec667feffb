import type { Statements } from '../database/statements.js';
import type { Catalogue } from './catalogue.js';
import type { NewEvent } from './event.js';

/** Puts events into the outbox, in their order, in one statement. The catalogue tells the version of their shapes. */
export async function writeEvents(
  tx: Statements,
  events: readonly NewEvent[],
  catalogue: Catalogue,
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ type, subject, personId = null, payload }) => ({
    type,
    version: catalogue[type]?.version ?? 1,
    subject_type: subject[0],
    subject_id: subject[1],
    person_id: personId,
    payload,
  }));
  await tx.query(
    `insert into outbox (type, version, subject_type, subject_id, person_id, payload)
     select type, version, subject_type, subject_id, person_id, payload
     from rows from (jsonb_to_recordset($1::jsonb)
       as (type text, version int, subject_type text, subject_id uuid, person_id uuid, payload jsonb)) with ordinality
     order by ordinality`,
    [JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value))],
  );
}
