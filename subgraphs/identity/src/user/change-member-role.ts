import { changeRow, type Tx } from '@kith/kernel';
import { authorize } from '../policy.js';
import { revokeMembership } from '../session/revoke.js';
import { lockMember } from './lock-member.js';
import { Membership } from './membership.entity.js';
import type { ChangeMemberRoleInput } from './membership.inputs.js';
import { requireBelow } from './role.js';

/** Gives a member another role, from and to roles below one's own, but for owners. */
export async function changeMemberRole(
  tx: Tx,
  { userId, role, expectedVersion }: ChangeMemberRoleInput,
): Promise<Membership> {
  authorize(tx.actor, 'member:change_role');
  requireBelow(tx.actor, role, ['role']);
  const { id } = await lockMember(tx, userId);
  const membership = await changeRow(tx, Membership, { id, expectedVersion }, { role });
  await revokeMembership(tx, userId);
  return membership;
}
