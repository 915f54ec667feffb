import { type Tx, userError } from '@kith/kernel';
import { authorize } from '../policy.js';
import { addMembership } from './add-membership.js';
import { Role } from './role.js';
import type { User } from './user.entity.js';
import type { AddMemberInput } from './user.inputs.js';

/** Takes somebody into the present organization. The role given is below one's own, but for owners. */
export async function addMember(tx: Tx, input: AddMemberInput): Promise<User> {
  authorize(tx.actor, 'member:add');
  const order = Object.values(Role);
  const isBelow = order.indexOf(input.role) > order.indexOf(tx.actor.role as Role);
  if (!isBelow && tx.actor.role !== Role.OWNER) {
    throw userError('INVALID', `As ${tx.actor.role} you can give roles below your own`, ['role']);
  }
  return addMembership(tx, input);
}
