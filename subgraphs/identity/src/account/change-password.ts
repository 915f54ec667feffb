import type { Request } from '@kith/kernel';
import { publish } from '../events.js';
import { passwordChanged } from '../mail/letters.js';
import { sendMail } from '../mail/send-mail.js';
import { endSessions } from '../session/end-sessions.js';
import type { ChangePasswordInput } from './account.inputs.js';
import { confirmPassword } from './confirm-password.js';
import { hashPassword, requireStrong } from './password.js';

/** Sets another password for who knows the present one, and ends their other sessions. */
export async function changePassword(request: Request, input: ChangePasswordInput): Promise<void> {
  requireStrong(input.newPassword, '', 'newPassword');
  const { userId, email } = await confirmPassword(request, input.currentPassword, 'currentPassword');
  requireStrong(input.newPassword, email, 'newPassword');
  const passwordHash = await hashPassword(input.newPassword);
  await request.write(async (tx) => {
    await tx.query('select set_password($1, $2)', [userId, passwordHash]);
    await endSessions(tx, userId, { butOne: request.actor.sessionId ?? null });
    await sendMail(tx, request, email, passwordChanged());
    if (request.actor.organizationId)
      publish(tx, 'user.password_changed', { subject: userId, payload: { by: 'PASSWORD' } });
  });
}
