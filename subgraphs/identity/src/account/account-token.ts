import { type Tx, userError } from '@kith/kernel';
import { hashOf, newToken } from './opaque-token.js';

/** What an account token is for, how long it is good, and what it remembers. */
const ttls = { REGISTER: '24 hours', RESET_PASSWORD: '1 hour', SECOND_FACTOR: '10 minutes' } as const;
export type AccountTokenPurpose = keyof typeof ttls;

/** Makes a token that comes back once, by whoever reads the mail that it is sent with. Those before it are no longer good. */
export async function issueAccountToken(
  tx: Tx,
  purpose: AccountTokenPurpose,
  email: string,
  content: object = {},
): Promise<string> {
  const token = newToken('kith_mail');
  await tx.query('select forget_account_tokens($1, $2)', [email, purpose]);
  await tx.query('select put_account_token($1, $2, $3, $4, $5)', [
    hashOf(token),
    purpose,
    email,
    content,
    ttls[purpose],
  ]);
  return token;
}

/** @throws UserErrors when the token is not known, was used or has expired. */
export async function takeAccountToken<Content extends object>(
  tx: Tx,
  purpose: AccountTokenPurpose,
  token: string,
  path = 'token',
): Promise<{ email: string; content: Content }> {
  const [taken] = await tx.query<{ email: string; content: Content }>(
    'select * from take_account_token($1, $2)',
    [hashOf(token), purpose],
  );
  if (!taken)
    throw userError('INVALID', 'This link was used already, or is too old; ask for a new one', [path]);
  return taken;
}
