import { type Request, userError } from '@kith/kernel';
import { publish } from '../events.js';
import { passwordChanged } from '../mail/letters.js';
import { sendMail } from '../mail/send-mail.js';
import { endSessions } from '../session/end-sessions.js';
import { noteSignIn } from '../session/note-sign-in.js';
import { requireUser } from '../session/require-user.js';
import type { ChangePasswordInput } from './account.inputs.js';
import { claimAttempt, forgetAttempts, lockedOut } from './claim-attempt.js';
import { hashPassword, isPassword, requireStrong } from './password.js';

/** Sets another password for who knows the present one, and ends their other sessions. A wrong one counts as an attempt to sign in. */
export async function changePassword(request: Request, input: ChangePasswordInput): Promise<void> {
  const userId = requireUser(request.actor);
  const { email, present, lockedUntil } = await request.write(async (tx) => {
    const [found] = await tx.query<{ email: string; present: string | null }>(
      'select address_of($1) as email, password_of($1) as present',
      [userId],
    );
    const email = found?.email ?? '';
    return { email, present: found?.present, lockedUntil: await claimAttempt(tx, email) };
  });
  if (lockedUntil) throw lockedOut(lockedUntil);
  requireStrong(input.newPassword, email, 'newPassword');
  if (!(await isPassword(input.currentPassword, present))) {
    await request.write((tx) => noteSignIn(tx, { userId, method: 'PASSWORD', outcome: 'WRONG_PASSWORD' }));
    throw userError('INVALID', 'This is not your present password', ['currentPassword']);
  }
  const passwordHash = await hashPassword(input.newPassword);
  await request.write(async (tx) => {
    await tx.query('select set_password($1, $2)', [userId, passwordHash]);
    await forgetAttempts(tx, email);
    await endSessions(tx, userId, { butOne: request.actor.sessionId ?? null });
    await sendMail(tx, request, email, passwordChanged());
    if (request.actor.organizationId)
      publish(tx, 'user.password_changed', { subject: userId, payload: { by: 'PASSWORD' } });
  });
}
