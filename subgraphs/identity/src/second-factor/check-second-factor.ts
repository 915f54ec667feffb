import { type Id, type Request, type Tx, userError } from '@kith/kernel';
import { hashOf } from '../account/opaque-token.js';
import { meansOf } from '../means.js';
import { openSecret, stepOf } from './authenticator.js';

/**
 * Whether who has shown what they know also has what they should have: `NONE` where there is no authenticator, `MISSING`
 * where no code came. A code of an authenticator is good once, and a recovery code too.
 */
export async function checkSecondFactor(
  tx: Tx,
  request: Request,
  userId: Id<'User'>,
  code: string | null | undefined,
): Promise<'NONE' | 'MISSING' | 'RIGHT' | 'WRONG'> {
  const [factor] = await tx.query<{ sealed: Buffer; is_confirmed: boolean }>(
    'select * from second_factor_of($1)',
    [userId],
  );
  if (!factor?.is_confirmed) return 'NONE';
  if (!code) return 'MISSING';
  const secret = openSecret(meansOf(request).secretsKeys, userId, factor.sealed);
  const step = stepOf(secret, code);
  const [used] =
    step === null
      ? await tx.query<{ is_used: boolean | null }>('select use_recovery_code($1, $2) as is_used', [
          userId,
          recoveryHash(userId, code),
        ])
      : await tx.query<{ is_used: boolean | null }>('select use_second_factor($1, $2, false) as is_used', [
          userId,
          step,
        ]);
  return used?.is_used ? 'RIGHT' : 'WRONG';
}

export function missingCode() {
  return userError('REQUIRED', 'Send the code that your authenticator shows, or a recovery code', ['code']);
}

export function wrongCode() {
  return userError('INVALID', 'This code is wrong, or was used already', ['code']);
}

/** The hash under which a recovery code is kept, however it is written. */
export function recoveryHash(userId: Id<'User'>, code: string): Buffer {
  return hashOf(`${userId} ${code.replaceAll(/[\s-]/g, '').toLowerCase()}`);
}
