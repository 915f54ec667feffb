import { RequestError, type Tx } from '@kith/kernel';
import { hashOf } from './opaque-token.js';

const mostAttempts = 5;
const patience = '15 minutes';

/**
 * Claims one of the five attempts that an address has within fifteen minutes, in a transaction of its own, before anything
 * is weighed. Attempts while it is locked are not counted: nobody can keep somebody out for longer.
 */
export async function claimAttempt(tx: Tx, email: string): Promise<Date | null> {
  const [claim] = await tx.query<{ locked_until: Date | null }>(
    'select claim_sign_in($1, $2, $3) as locked_until',
    [hashOf(email), mostAttempts, patience],
  );
  return claim?.locked_until ?? null;
}

/** Who came in has all attempts again. */
export async function forgetAttempts(tx: Tx, email: string): Promise<void> {
  await tx.query('select forget_attempts($1)', [hashOf(email)]);
}

/** The refusal of whoever comes while an address is locked. */
export function lockedOut(until: Date): RequestError {
  const retryAfterMs = Math.max(1, until.getTime() - Date.now());
  return new RequestError('RATE_LIMITED', 'Too many attempts for this address; wait, or reset the password', {
    retryAfterMs,
  });
}
