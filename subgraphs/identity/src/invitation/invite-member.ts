import {
  changeRow,
  heldByConstraints,
  type Id,
  insertRow,
  lockRow,
  type Request,
  type Tx,
  userError,
} from '@kith/kernel';
import { hashOf, newToken } from '../account/opaque-token.js';
import { invited } from '../mail/letters.js';
import { sendMail } from '../mail/send-mail.js';
import { meansOf } from '../means.js';
import { Organization } from '../organization/organization.entity.js';
import { authorize } from '../policy.js';
import { requireUser } from '../session/require-user.js';
import { requireBelow } from '../user/role.js';
import { Invitation } from './invitation.entity.js';
import type { InviteMemberInput } from './invitation.inputs.js';

const ttlMs = 7 * 24 * 3600 * 1000;
const prefix = 'kith_invite';

/** Invites somebody for seven days, as something below one's own role, but for owners. */
export async function inviteMember(tx: Tx, request: Request, input: InviteMemberInput): Promise<Invitation> {
  authorize(tx.actor, 'invitation:create');
  requireBelow(tx.actor, input.role, ['role']);
  const invitedBy = requireUser(tx.actor);
  const email = input.email.toLowerCase();
  const members = await tx.query(
    'select from user_account u join membership m on m.user_id = u.id where u.email = $1',
    [email],
  );
  if (members.length > 0) throw userError('UNIQUE', `${email} is a member already`, ['email']);
  const pending = `${email} is invited already; send that invitation again`;
  const invitation = await heldByConstraints(tx, { invitation_pending: ['UNIQUE', pending, ['email']] }, () =>
    insertRow(tx, Invitation, { email, role: input.role, invitedBy, expiresAt: inSevenDays() }),
  );
  await send(tx, request, invitation);
  return invitation;
}

/** Sends an invitation once more, for another seven days and with another token. */
export async function resendInvitation(
  tx: Tx,
  request: Request,
  { id }: { id: Id<'Invitation'> },
): Promise<Invitation> {
  authorize(tx.actor, 'invitation:write');
  requireBelow(tx.actor, (await lockPending(tx, id)).role, ['id']);
  const invitation = await changeRow(tx, Invitation, { id }, { expiresAt: inSevenDays() });
  await send(tx, request, invitation);
  return invitation;
}

/** Takes an invitation back: its token accepts nothing any more. */
export async function revokeInvitation(tx: Tx, { id }: { id: Id<'Invitation'> }): Promise<Invitation> {
  authorize(tx.actor, 'invitation:write');
  await lockPending(tx, id);
  await tx.query('delete from invitation_token where invitation_id = $1', [id]);
  return changeRow(tx, Invitation, { id }, { revokedAt: new Date() });
}

/**
 * An invitation that nobody has accepted or revoked, locked.
 *
 * @throws UserErrors `NOT_FOUND`, or `STATE_TRANSITION_NOT_ALLOWED` when its time is over.
 */
export async function lockPending(tx: Tx, id: Id<'Invitation'>): Promise<Invitation> {
  const invitation = await lockRow(tx, Invitation, id);
  if (!invitation.acceptedAt && !invitation.revokedAt) return invitation;
  const what = invitation.acceptedAt ? 'accepted' : 'revoked';
  throw userError('STATE_TRANSITION_NOT_ALLOWED', `This invitation was ${what} already`, ['id']);
}

/** Sends a new token; the one before it accepts nothing any more. */
async function send(tx: Tx, request: Request, { id, email, organizationId }: Invitation): Promise<void> {
  const token = newToken(prefix);
  await tx.query(
    `insert into invitation_token (invitation_id, hash) values ($1, $2)
     on conflict (organization_id, invitation_id) do update set hash = excluded.hash`,
    [id, hashOf(token)],
  );
  const { name } = await tx.manager.findOneByOrFail(Organization, { id: organizationId });
  await sendMail(tx, request, email, invited(meansOf(request).publicUrl, name, token));
}

function inSevenDays(): Date {
  return new Date(Date.now() + ttlMs);
}
