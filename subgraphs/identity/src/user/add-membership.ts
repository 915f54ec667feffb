import { type Id, insertRow, requireText, type Tx, userError } from '@kith/kernel';
import { Membership } from './membership.entity.js';
import type { Role } from './role.js';
import { User } from './user.entity.js';

/** Makes the account with this address, or the one that there is, a member of the transaction's organization. */
export async function addMembership(
  tx: Tx,
  { email, displayName, role }: { email: string; displayName: string; role: Role },
): Promise<User> {
  const name = requireText(displayName, 'displayName');
  const [account] = await tx.query<{ id: Id<'User'> }>('select user_for_email($1, $2) as id', [
    email.toLowerCase(),
    name,
  ]);
  const userId = account?.id as Id<'User'>;
  if (await tx.manager.existsBy(Membership, { userId })) {
    throw userError('UNIQUE', `${email} is a member already`, ['email']);
  }
  await insertRow(tx, Membership, { userId, role });
  return tx.manager.findOneByOrFail(User, { id: userId });
}
