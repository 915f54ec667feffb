import { type Id, type Tx, userError } from '@kith/kernel';
import { In } from 'typeorm';
import { publish } from '../events.js';
import { authorize } from '../policy.js';
import { DeadLetter, DeadLetterStatus } from './dead-letter.entity.js';

/**
 * Asks the subgraphs that hold these letters to try their events once more, or to forget them. What is shown of a letter
 * changes when its subgraph says what became of it.
 *
 * @throws UserErrors `NOT_FOUND`, or `STATE_TRANSITION_NOT_ALLOWED` for what is resolved already.
 */
export async function askSubgraphs(
  tx: Tx,
  what: 'dead_letter.redriven' | 'dead_letter.discarded',
  ids: readonly Id<'DeadLetter'>[],
): Promise<DeadLetter[]> {
  authorize(tx.actor, 'dead_letter:resolve');
  const found = await tx.manager.findBy(DeadLetter, { id: In(ids) });
  const byId = new Map(found.map((letter) => [letter.id, letter]));
  const letters = ids.map((id, index) => {
    const letter = byId.get(id);
    if (!letter) throw userError('NOT_FOUND', 'There is no such dead letter', ['ids', index]);
    if (letter.status !== DeadLetterStatus.BURIED)
      throw userError('STATE_TRANSITION_NOT_ALLOWED', `It is ${letter.status} already`, ['ids', index]);
    return letter;
  });
  for (const { id, personId, subgraph } of new Set(letters))
    publish(tx, what, { subject: id, personId, payload: { subgraph } });
  return letters;
}
