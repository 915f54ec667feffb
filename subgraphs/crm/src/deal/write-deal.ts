import {
  changeRow,
  findExternal,
  type Id,
  insertRow,
  lockRow,
  noteExternalIds,
  requireText,
  type Tx,
  under,
  userError,
  type Written,
  writeRows,
} from '@kith/kernel';
import { Stage } from '../pipeline/pipeline.entity.js';
import { authorize } from '../policy.js';
import { dealCurrency } from '../settings/settings.js';
import { Deal } from './deal.entity.js';
import type { CreateDealInput, ImportDealsInput, UpdateDealInput } from './deal.inputs.js';
import { isClosing } from './deal-moves.js';
import { tellOfMove } from './tell-of-move.js';

export async function createDeal(
  tx: Tx,
  { title, amount, stageId, closedAt, lostReason, ...fields }: CreateDealInput,
): Promise<Deal> {
  authorize(tx.actor, 'deal:write');
  const currencyCode = await dealCurrency(tx);
  const stage = await stageOf(tx, stageId);
  const { kind, pipelineId } = stage;
  const deal = await insertRow<Deal>(tx, Deal, {
    ...fields,
    title: requireText(title, 'title'),
    amountUnits: notNegative(amount),
    currencyCode,
    pipelineId,
    stageId,
    closedAt: isClosing(kind) ? (closedAt ?? new Date()) : null,
    lostReason: kind === 'LOST' ? requireText(lostReason, 'lostReason') : null,
  });
  tellOfMove(tx, deal, stage, stage);
  return deal;
}

export async function updateDeal(
  tx: Tx,
  { id, expectedVersion, title, amount, ...fields }: UpdateDealInput,
): Promise<Deal> {
  authorize(tx.actor, 'deal:write');
  authorize(tx.actor, 'deal:write', await lockRow(tx, Deal, id));
  const changes = {
    ...fields,
    title: title == null ? undefined : requireText(title, 'title'),
    amountUnits: amount == null ? undefined : notNegative(amount),
  };
  return changeRow(tx, Deal, { id, expectedVersion }, changes);
}

export async function importDeals(
  tx: Tx,
  { deals, errorPolicy }: ImportDealsInput,
): Promise<Written<{ deal: Deal }>[]> {
  authorize(tx.actor, 'deal:write');
  return writeRows(tx, { rows: deals, errorPolicy, path: 'deals' }, async ({ externalId, deal: input }) => {
    const known = await findExternal(tx, 'Deal', externalId);
    if (known) return { deal: await tx.manager.findOneByOrFail(Deal, { id: known }) };
    const deal = await under('deal', () => createDeal(tx, input));
    await noteExternalIds(tx, 'Deal', deal.id, [externalId]);
    return { deal };
  });
}

export async function stageOf(tx: Tx, id: Id<'Stage'>): Promise<Stage> {
  // Held, so that nobody deletes the stage before the deal is in it.
  const stage = await tx.manager.findOne(Stage, { where: { id }, lock: { mode: 'for_key_share' } });
  if (!stage) throw userError('NOT_FOUND', 'There is no stage with this id', ['stageId']);
  return stage;
}

function notNegative(amount: bigint): bigint {
  if (amount < 0n) throw userError('INVALID', 'An amount is not negative', ['amount']);
  return amount;
}
