import { handlersOf } from '@kith/kernel';
import type { EverySubgraphEvents } from '@kith/schema/events/every-subgraph';
import { sources } from '../log/on-anything-happened.js';

/** A subgraph gave up on an event, for the first time or again: admins see it. */
export const onDeadLetterCreated = sources.map((subgraph) =>
  handlersOf<EverySubgraphEvents>(subgraph)('dead_letter.created', async (tx, letter) => {
    const { source, position, eventId, type, error, tries } = letter.payload;
    await tx.query(
      `insert into dead_letter_report
         (id, subgraph, source, source_position, event_id, type, person_id, status, error, tries, buried_at)
       values ($1, $2, $3, $4, $5, $6, $7, 'BURIED', $8, $9, $10)
       on conflict (organization_id, id) do update
         set status = excluded.status, error = excluded.error, tries = excluded.tries, buried_at = excluded.buried_at,
           resolved_at = null`,
      [
        letter.subjectId,
        subgraph,
        source,
        position,
        eventId,
        type,
        letter.personId,
        error,
        tries,
        letter.occurredAt,
      ],
    );
  }),
);
