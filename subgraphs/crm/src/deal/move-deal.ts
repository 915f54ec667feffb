import { changeRow, lockRow, requireText, type Tx, userError } from '@kith/kernel';
import { authorize } from '../policy.js';
import { Deal } from './deal.entity.js';
import type { MoveDealInput, ReopenDealInput } from './deal.inputs.js';
import { isClosing, mayMove } from './deal-moves.js';
import { tellOfMove } from './tell-of-move.js';
import { stageOf } from './write-deal.js';

/** Moves an open deal within its pipeline; a stage of won or lost deals closes it. */
export async function moveDeal(
  tx: Tx,
  { id, stageId, lostReason, expectedVersion }: MoveDealInput,
): Promise<Deal> {
  authorize(tx.actor, 'deal:write');
  const { from, to } = await stagesOfMove(tx, id, stageId);
  const closedAt = isClosing(to.kind) ? new Date() : null;
  const deal = await changeRow(
    tx,
    Deal,
    { id, expectedVersion },
    { stageId, closedAt, lostReason: to.kind === 'LOST' ? requireText(lostReason, 'lostReason') : null },
  );
  if (!mayMove(from.kind))
    throw userError('STATE_TRANSITION_NOT_ALLOWED', `The deal is ${from.kind}; reopen it first`, ['id']);
  tellOfMove(tx, deal, from, to);
  return deal;
}

/** Takes a closed deal up again. */
export async function reopenDeal(tx: Tx, { id, stageId, expectedVersion }: ReopenDealInput): Promise<Deal> {
  authorize(tx.actor, 'deal:write');
  const { from, to } = await stagesOfMove(tx, id, stageId);
  const deal = await changeRow(
    tx,
    Deal,
    { id, expectedVersion },
    { stageId, closedAt: null, lostReason: null },
  );
  if (mayMove(from.kind))
    throw userError('STATE_TRANSITION_NOT_ALLOWED', 'The deal is open; move it', ['id']);
  if (isClosing(to.kind))
    throw userError('STATE_TRANSITION_NOT_ALLOWED', 'A deal is reopened into an open stage', ['stageId']);
  tellOfMove(tx, deal, from, to);
  return deal;
}

async function stagesOfMove(tx: Tx, id: string, stageId: string) {
  const deal = await lockRow(tx, Deal, id);
  authorize(tx.actor, 'deal:write', deal);
  const [from, to] = [await stageOf(tx, deal.stageId), await stageOf(tx, stageId)];
  if (to.pipelineId !== deal.pipelineId) {
    throw userError('STATE_TRANSITION_NOT_ALLOWED', 'A deal stays in its pipeline', ['stageId']);
  }
  return { from, to };
}
