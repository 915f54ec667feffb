import {
  deleteRow,
  hydrate,
  type Id,
  lockRow,
  noteDeleted,
  noteUpdated,
  type Tx,
  tableOf,
} from '@kith/kernel';
import { Activity } from '../activity/activity.entity.js';
import { authorize } from '../policy.js';
import { Deal } from './deal.entity.js';
import type { DeleteDealInput } from './deal.inputs.js';

/** Deletes a deal with the activities that are about it alone; those about somebody too stay with them. */
export async function deleteDeal(tx: Tx, { id }: DeleteDealInput): Promise<Id<'Deal'>> {
  authorize(tx.actor, 'deal:delete');
  const deal = await lockRow(tx, Deal, id);
  const { name, columns } = tableOf(tx, Activity);
  const returned = async (statement: string) =>
    hydrate(Activity, await tx.query(`${statement} returning ${columns('t')}`, [id]));
  const alone = 'deal_id = $1 and person_id is null and company_id is null';
  for (const activity of await returned(`delete from ${name} t where ${alone}`))
    noteDeleted(tx, Activity, activity);
  const parted = 'set deal_id = null, version = version + 1, updated_at = now()';
  for (const activity of await returned(`update ${name} t ${parted} where deal_id = $1`))
    noteUpdated(tx, Activity, activity, { dealId: null });
  await tx.query('delete from external_id where node_id = $1', [id]);
  await deleteRow(tx, Deal, deal);
  return id;
}
