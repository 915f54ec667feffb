import { type Id, type Request, userError } from '@kith/kernel';
import { publish } from '../events.js';
import { passwordChanged } from '../mail/letters.js';
import { sendMail } from '../mail/send-mail.js';
import { actIn, homeOf } from '../session/act-in.js';
import { endSessions } from '../session/end-sessions.js';
import type { ResetPasswordInput } from './account.inputs.js';
import { takeAccountToken } from './account-token.js';
import { forgetAttempts } from './claim-attempt.js';
import { hashPassword, requireStrong } from './password.js';

/** Sets a new password for who reads the mails of an address, and ends all sessions: somebody else may hold them. */
export async function resetPassword(request: Request, input: ResetPasswordInput): Promise<void> {
  requireStrong(input.password, '');
  const passwordHash = await hashPassword(input.password);
  await request.write(async (tx) => {
    const { email } = await takeAccountToken(tx, 'RESET_PASSWORD', input.token);
    requireStrong(input.password, email);
    const [account] = await tx.query<{ user_id: Id<'User'> }>('select * from account_of($1)', [email]);
    if (!account) throw userError('INVALID', 'There is no account with this address', ['token']);
    const userId = account.user_id;
    await tx.query('select set_password($1, $2)', [userId, passwordHash]);
    await forgetAttempts(tx, email);
    await endSessions(tx, userId);
    await sendMail(tx, request, email, passwordChanged());
    const home = await homeOf(tx, userId);
    if (!home) return;
    await actIn(tx, home, userId);
    publish(tx, 'user.password_changed', { subject: userId, payload: { by: 'MAIL' } });
  });
}
