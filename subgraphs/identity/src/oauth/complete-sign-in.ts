import { type Id, type Request, userError } from '@kith/kernel';
import { takeAccountToken } from '../account/account-token.js';
import { claimAttempt, forgetAttempts, lockedOut } from '../account/claim-attempt.js';
import { checkSecondFactor, missingCode, wrongCode } from '../second-factor/check-second-factor.js';
import { noteSignIn } from '../session/note-sign-in.js';
import { type SessionTokens, startSession } from '../session/start-session.js';

interface Ticket {
  readonly userId: Id<'User'>;
  readonly method: 'GOOGLE' | 'GITHUB';
}

/** Lets in who came from a provider with a ticket, by the code of their authenticator. A wrong one counts as an attempt to sign in. */
export async function completeSignIn(
  request: Request,
  { ticket, code }: { ticket: string; code: string },
): Promise<SessionTokens> {
  const { email, content, lockedUntil } = await request.write(async (tx) => {
    const taken = await takeAccountToken<Ticket>(tx, 'SECOND_FACTOR', ticket, 'ticket');
    return { ...taken, lockedUntil: await claimAttempt(tx, taken.email) };
  });
  if (lockedUntil) throw lockedOut(lockedUntil);
  const { userId, method } = content;
  const outcome = await request.write((tx) => checkSecondFactor(tx, request, userId, code));
  if (outcome === 'MISSING') throw missingCode();
  if (outcome === 'NONE') throw userError('INVALID', 'Sign in again', ['ticket']);
  if (outcome === 'WRONG') {
    await request.write((tx) => noteSignIn(tx, { userId, method, outcome: 'WRONG_CODE' }));
    throw wrongCode();
  }
  return request.write(async (tx) => {
    await forgetAttempts(tx, email);
    return startSession(tx, request, { userId, method });
  });
}
