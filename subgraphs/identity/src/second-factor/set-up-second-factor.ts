import { randomInt } from 'node:crypto';
import { type Id, type Request, type Tx, userError } from '@kith/kernel';
import { claimAttempt, forgetAttempts, lockedOut } from '../account/claim-attempt.js';
import { publish } from '../events.js';
import { meansOf } from '../means.js';
import { requireUser } from '../session/require-user.js';
import { newSecret, openSecret, sealSecret, stepOf, uriOf } from './authenticator.js';
import { checkSecondFactor, missingCode, recoveryHash, wrongCode } from './check-second-factor.js';

const recoveryCodes = 10;
/** Without letters and digits that look alike. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Gives who is asking the secret of an authenticator, which counts once they have shown a code of it. */
export async function startSecondFactor(tx: Tx, request: Request): Promise<{ uri: string; secret: string }> {
  const userId = requireUser(tx.actor);
  const [factor] = await tx.query<{ is_confirmed: boolean }>('select * from second_factor_of($1)', [userId]);
  if (factor?.is_confirmed) throw userError('UNIQUE', 'You have an authenticator; remove it first');
  const [found] = await tx.query<{ email: string }>('select address_of($1) as email', [userId]);
  const secret = newSecret();
  await tx.query('select set_second_factor($1, $2)', [
    userId,
    sealSecret(meansOf(request).secretsKeys, userId, secret),
  ]);
  return { secret, uri: uriOf(secret, found?.email ?? '') };
}

/** From now on a code is asked for at each sign-in. Answers what helps when the authenticator is lost; it is told here and nowhere else. */
export async function confirmSecondFactor(tx: Tx, request: Request, code: string): Promise<string[]> {
  const userId = requireUser(tx.actor);
  const [factor] = await tx.query<{ sealed: Buffer }>('select * from second_factor_of($1)', [userId]);
  const step = factor && stepOf(openSecret(meansOf(request).secretsKeys, userId, factor.sealed), code);
  const [used] = step
    ? await tx.query<{ is_used: boolean | null }>('select use_second_factor($1, $2, true) as is_used', [
        userId,
        step,
      ])
    : [];
  if (!used?.is_used) throw wrongCode();
  tell(tx, userId, true);
  return issueRecoveryCodes(tx, userId);
}

/** Asks for no codes any more. It takes a code, so that an open session alone does not do it; a wrong one counts as an attempt to sign in. */
export async function removeSecondFactor(request: Request, code: string): Promise<void> {
  const userId = requireUser(request.actor);
  const { email, lockedUntil } = await request.write(async (tx) => {
    const [found] = await tx.query<{ email: string }>('select address_of($1) as email', [userId]);
    const email = found?.email ?? '';
    return { email, lockedUntil: await claimAttempt(tx, email) };
  });
  if (lockedUntil) throw lockedOut(lockedUntil);
  await request.write(async (tx) => {
    const found = await checkSecondFactor(tx, request, userId, code);
    if (found === 'NONE') throw userError('NOT_FOUND', 'You have no authenticator');
    if (found === 'MISSING') throw missingCode();
    if (found === 'WRONG') throw wrongCode();
    await tx.query('select remove_second_factor($1)', [userId]);
    await forgetAttempts(tx, email);
    tell(tx, userId, false);
  });
}

async function issueRecoveryCodes(tx: Tx, userId: Id<'User'>): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodes }, () =>
    Array.from({ length: 3 }, () => Array.from({ length: 5 }, letter).join('')).join('-'),
  );
  await tx.query('select put_recovery_codes($1, $2)', [
    userId,
    codes.map((code) => recoveryHash(userId, code)),
  ]);
  return codes;
}

function letter(): string {
  return alphabet[randomInt(alphabet.length)] as string;
}

function tell(tx: Tx, userId: Id<'User'>, isOn: boolean): void {
  if (tx.actor.organizationId)
    publish(tx, 'user.second_factor_changed', { subject: userId, payload: { isOn } });
}
