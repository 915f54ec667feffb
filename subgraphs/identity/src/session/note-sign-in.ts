import type { Id, Tx } from '@kith/kernel';
import { publish } from '../events.js';
import { actIn, homeOf } from './act-in.js';

export interface SignInNote {
  /** Null when nobody is known by the address. */
  readonly userId: Id<'User'> | null;
  readonly method: 'PASSWORD' | 'REGISTRATION' | 'REFRESH_TOKEN' | 'GOOGLE' | 'GITHUB';
  readonly outcome: 'SIGNED_IN' | 'WRONG_PASSWORD' | 'WRONG_CODE' | 'LOCKED_OUT' | 'REUSED' | 'NOT_VERIFIED';
}

/**
 * Notes that somebody came in or was refused, where the admins of their organization see it. Answers the organization, in
 * which the transaction acts from here on; of who is in none it is noted for the operators of the installation.
 */
export async function noteSignIn(
  tx: Tx,
  { userId, method, outcome }: SignInNote,
): Promise<Id<'Organization'> | null> {
  const home = userId && (await homeOf(tx, userId));
  if (!userId || !home) {
    await tx.query('select note_homeless_sign_in($1, $2, $3)', [userId, method, outcome]);
    return null;
  }
  const isIn = outcome === 'SIGNED_IN';
  await actIn(tx, home, isIn ? userId : null);
  await tx.query('insert into sign_in (user_id, method, outcome) values ($1, $2, $3)', [
    userId,
    method,
    outcome,
  ]);
  publish(tx, isIn ? 'user.signed_in' : 'user.sign_in_refused', {
    subject: userId,
    payload: { method, outcome },
  });
  return home;
}
