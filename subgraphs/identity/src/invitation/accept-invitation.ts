import { changeRow, type Id, insertRow, lockRow, type Tx, userError } from '@kith/kernel';
import { hashOf } from '../account/opaque-token.js';
import { actIn } from '../session/act-in.js';
import { requireUser } from '../session/require-user.js';
import { Membership } from '../user/membership.entity.js';
import { organizationsOf } from '../user/organizations-of.js';
import type { UserOrganization } from '../user/user-organization.entity.js';
import { Invitation } from './invitation.entity.js';

/**
 * Takes who is asking into the organization that invited their address; from here on the transaction is one of it. A token
 * works once, and for nobody else than the account with the address that it was sent to.
 */
export async function acceptInvitation(tx: Tx, { token }: { token: string }): Promise<UserOrganization> {
  const userId = requireUser(tx.actor);
  const [found] = await tx.query<{ organization_id: Id<'Organization'>; id: Id<'Invitation'> }>(
    'select * from invitation_for_hash($1)',
    [hashOf(token)],
  );
  if (!found) throw unknown();
  await actIn(tx, found.organization_id, userId);
  const invitation = await lockRow(tx, Invitation, found.id, ['token']);
  // Of two who show the same token at once, the second finds it used.
  const used = await tx.query(
    'delete from invitation_token where invitation_id = $1 and hash = $2 returning 1 as used',
    [invitation.id, hashOf(token)],
  );
  if (used.length === 0 || invitation.expiresAt.getTime() < Date.now()) throw unknown();
  const [account] = await tx.query<{ email: string }>('select address_of($1) as email', [userId]);
  if (account?.email !== invitation.email)
    throw userError('INVALID', 'It was sent to another address than yours; sign in with that one', ['token']);
  if (await tx.manager.existsBy(Membership, { userId }))
    throw userError('UNIQUE', 'You are a member of this organization already', ['token']);
  await insertRow(tx, Membership, { userId, role: invitation.role });
  await changeRow(tx, Invitation, { id: invitation.id }, { acceptedAt: new Date() });
  const joined = (await organizationsOf(tx, userId)).find(({ id }) => id === found.organization_id);
  return joined as UserOrganization;
}

function unknown() {
  return userError('NOT_FOUND', 'This token accepts no invitation: it was used, replaced, or has expired', [
    'token',
  ]);
}
