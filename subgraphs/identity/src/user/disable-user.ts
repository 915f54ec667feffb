import { changeRow, type Id, type Tx, userError } from '@kith/kernel';
import { authorize } from '../policy.js';
import { endSessions } from '../session/end-sessions.js';
import { revokeMembership } from '../session/revoke.js';
import { lockMember } from './lock-member.js';
import { Membership } from './membership.entity.js';

interface Named {
  userId: Id<'User'>;
}

/** Keeps a member from acting in the present organization, with all that they opened; what they did stays theirs. */
export async function disableUser(tx: Tx, { userId }: Named): Promise<Membership> {
  authorize(tx.actor, 'member:disable');
  if (userId === tx.actor.userId) throw userError('INVALID', 'You cannot disable yourself', ['userId']);
  const { id, disabledAt } = await lockMember(tx, userId);
  const membership = await changeRow(tx, Membership, { id }, { disabledAt: disabledAt ?? new Date() });
  await revokeMembership(tx, userId);
  await endSessions(tx, userId, { organizationId: tx.actor.organizationId });
  return membership;
}

/** Lets a disabled member act again, as what they were. */
export async function enableUser(tx: Tx, { userId }: Named): Promise<Membership> {
  authorize(tx.actor, 'member:disable');
  const { id } = await lockMember(tx, userId);
  return changeRow(tx, Membership, { id }, { disabledAt: null });
}
