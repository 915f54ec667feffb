import { handlersOf } from '@kith/kernel';
import type { EverySubgraphEvents } from '@kith/schema/events/every-subgraph';
import { sources } from '../log/on-anything-happened.js';

/** A subgraph handled the event of a dead letter, or forgot it. */
export const onDeadLetterResolved = sources.map((subgraph) =>
  handlersOf<EverySubgraphEvents>(subgraph)(
    'dead_letter.resolved',
    async (tx, { subjectId, payload, occurredAt }) => {
      await tx.query(`update dead_letter_report set status = $2, resolved_at = $3 where id = $1`, [
        subjectId,
        payload.outcome,
        occurredAt,
      ]);
    },
  ),
);
