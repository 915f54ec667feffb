import { brokenConstraint, insertRow, requireText, type Tx, userError } from '@kith/kernel';
import { authorize } from '../policy.js';
import { SubscriptionGroup } from './subscription-group.entity.js';
import type { CreateSubscriptionGroupInput } from './subscription-group.inputs.js';

export async function createSubscriptionGroup(
  tx: Tx,
  input: CreateSubscriptionGroupInput,
): Promise<SubscriptionGroup> {
  authorize(tx.actor, 'subscription_group:write');
  const { description = null, isDefault } = input;
  const name = requireText(input.name, 'name');
  if (isDefault)
    await tx.query(
      'update subscription_group set is_default = false, version = version + 1, updated_at = now() where is_default',
    );
  return tx
    .savepoint(() => insertRow(tx, SubscriptionGroup, { name, description, isDefault }))
    .catch((error: unknown) => {
      const constraint = brokenConstraint(error);
      if (constraint === 'subscription_group_name')
        throw userError('UNIQUE', 'Another subscription group has this name', ['name']);
      if (constraint === 'subscription_group_default')
        throw userError('UNIQUE', 'Another group was made the default just now; try again', ['isDefault']);
      throw error;
    });
}
