import { type Id, type Request, userError } from '@kith/kernel';
import { checkSecondFactor, missingCode, wrongCode } from '../second-factor/check-second-factor.js';
import { noteSignIn } from '../session/note-sign-in.js';
import { type SessionTokens, startSession } from '../session/start-session.js';
import type { SignInInput } from './account.inputs.js';
import { claimAttempt, forgetAttempts, lockedOut } from './claim-attempt.js';
import { isPassword } from './password.js';

export interface Account {
  readonly userId: Id<'User'> | null;
  readonly passwordHash: string | null;
}

/**
 * Lets in who knows the password of an address. The attempt is claimed and committed before the password is weighed, so
 * that no number of parallel ones weighs more than five; who is not known is weighed and refused like anybody.
 */
export async function signIn(request: Request, input: SignInInput): Promise<SessionTokens> {
  const email = input.email.toLowerCase();
  const { lockedUntil, account } = await request.write(async (tx) => {
    const [found] = await tx.query<{ user_id: Id<'User'>; password_hash: string | null }>(
      'select * from account_of($1)',
      [email],
    );
    const account: Account = { userId: found?.user_id ?? null, passwordHash: found?.password_hash ?? null };
    return { account, lockedUntil: await claimAttempt(tx, email) };
  });
  const refuse = (outcome: 'LOCKED_OUT' | 'WRONG_PASSWORD' | 'WRONG_CODE') =>
    request.write((tx) => noteSignIn(tx, { ...account, method: 'PASSWORD', outcome }), false);
  if (lockedUntil) {
    await refuse('LOCKED_OUT');
    throw lockedOut(lockedUntil);
  }
  const isRight = await isPassword(input.password, account.passwordHash);
  const { userId } = account;
  if (!isRight || !userId) {
    await refuse('WRONG_PASSWORD');
    throw userError('INVALID', 'The address or the password is wrong', ['password']);
  }
  // Whoever has it wrong has had one of their attempts, which are claimed.
  const factor = await request.write((tx) => checkSecondFactor(tx, request, userId, input.code), false);
  if (factor === 'MISSING') throw missingCode();
  if (factor === 'WRONG') {
    await refuse('WRONG_CODE');
    throw wrongCode();
  }
  return request.write(async (tx) => {
    await forgetAttempts(tx, email);
    return startSession(tx, request, { userId, method: 'PASSWORD' });
  });
}
