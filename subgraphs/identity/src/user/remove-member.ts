import { deleteRow, type Id, type Tx } from '@kith/kernel';
import { authorize } from '../policy.js';
import { revokeMembership } from '../session/revoke.js';
import { lockMember } from './lock-member.js';
import { Membership } from './membership.entity.js';

/** Takes somebody out of the present organization and its teams; whoever wants may leave. */
export async function removeMember(tx: Tx, { userId }: { userId: Id<'User'> }): Promise<Id<'Membership'>> {
  authorize(tx.actor, 'member:remove', { ownerId: userId });
  const membership = await lockMember(tx, userId);
  await deleteRow(tx, Membership, membership);
  await revokeMembership(tx, userId);
  return membership.id;
}
