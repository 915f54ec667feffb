import { formatUnits, type Tx } from '@kith/kernel';
import { publish } from '../events.js';
import type { Stage } from '../pipeline/pipeline.entity.js';
import type { Deal } from './deal.entity.js';
import { isClosing } from './deal-moves.js';

/** Says that a deal went from one stage to another, and what that means. */
export function tellOfMove(tx: Tx, deal: Deal, from: Stage, to: Stage): void {
  const { id: subject, personId, amountUnits, currencyCode } = deal;
  const payload = {
    fromStageId: from.id,
    toStageId: to.id,
    amount: formatUnits(amountUnits),
    currencyCode: currencyCode.trim(),
  };
  if (from.id !== to.id) publish(tx, 'deal.moved', { subject, personId, payload });
  if (isClosing(from.kind) && !isClosing(to.kind))
    publish(tx, 'deal.reopened', { subject, personId, payload });
  if (to.kind === 'WON') publish(tx, 'deal.won', { subject, personId, payload });
  if (to.kind === 'LOST') publish(tx, 'deal.lost', { subject, personId, payload });
}
