import { heldByConstraints, insertRow, type Mistakes, requireText, type Tx } from '@kith/kernel';
import { authorize } from '../policy.js';
import { SubscriptionGroup } from './subscription-group.entity.js';
import type { CreateSubscriptionGroupInput } from './subscription-group.inputs.js';

const mistakes: Mistakes = {
  subscription_group_name: ['UNIQUE', 'Another subscription group has this name', ['name']],
  subscription_group_default: [
    'UNIQUE',
    'Another group was made the default just now; try again',
    ['isDefault'],
  ],
};

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
  return heldByConstraints(tx, mistakes, () =>
    insertRow(tx, SubscriptionGroup, { name, description, isDefault }),
  );
}
