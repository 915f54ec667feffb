import type { Tx } from '@kith/kernel';
import { authorize } from '../policy.js';
import { addMembership } from './add-membership.js';
import { requireBelow } from './role.js';
import type { User } from './user.entity.js';
import type { AddMemberInput } from './user.inputs.js';

/** Takes somebody into the present organization. The role given is below one's own, but for owners. */
export async function addMember(tx: Tx, input: AddMemberInput): Promise<User> {
  authorize(tx.actor, 'member:add');
  requireBelow(tx.actor, input.role, ['role']);
  return addMembership(tx, input);
}
