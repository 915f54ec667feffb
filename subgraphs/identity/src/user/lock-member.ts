import { type Id, type Tx, userError } from '@kith/kernel';
import { Membership } from './membership.entity.js';
import { Role, requireBelow } from './role.js';

/**
 * The membership of a user, locked, for taking from them what they are. The organization's owners are locked before it and
 * in one order, so that two who take it from each other come one after the other, and the second finds itself the last.
 *
 * @throws UserErrors `NOT_FOUND`, `INVALID` when the actor's role is not above theirs, or `STATE_TRANSITION_NOT_ALLOWED`
 * when the organization would be without an owner.
 */
export async function lockMember(tx: Tx, userId: Id<'User'>): Promise<Membership> {
  const owners = await tx.query<{ userId: Id<'User'> }>(
    `select user_id as "userId" from membership where role = 'OWNER' and disabled_at is null order by id for update`,
  );
  const membership = await tx.manager.findOne(Membership, {
    where: { userId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!membership) throw userError('NOT_FOUND', 'No member of this organization has this id', ['userId']);
  if (userId !== tx.actor.userId) requireBelow(tx.actor, membership.role, ['userId']);
  const isLastOwner = owners.length === 1 && owners[0]?.userId === userId;
  if (membership.role === Role.OWNER && isLastOwner)
    throw userError(
      'STATE_TRANSITION_NOT_ALLOWED',
      'The last owner stays: make somebody else an owner first',
      ['userId'],
    );
  return membership;
}
