import { type Id, type Request, userError } from '@kith/kernel';
import { noteSignIn } from '../session/note-sign-in.js';
import { requireUser } from '../session/require-user.js';
import { claimAttempt, forgetAttempts, lockedOut } from './claim-attempt.js';
import { isPassword } from './password.js';

/**
 * Makes sure that who is asking knows their password; a wrong one counts as an attempt to sign in.
 *
 * @throws UserErrors at `path`; RequestError `RATE_LIMITED` while the address is locked.
 */
export async function confirmPassword(
  request: Request,
  password: string,
  path: string,
): Promise<{ userId: Id<'User'>; email: string }> {
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
  if (!(await isPassword(password, present))) {
    await request.write((tx) => noteSignIn(tx, { userId, method: 'PASSWORD', outcome: 'WRONG_PASSWORD' }));
    throw userError('INVALID', 'This is not your present password', [path]);
  }
  await request.write((tx) => forgetAttempts(tx, email));
  return { userId, email };
}
