import type { Id, Tx } from '@kith/kernel';
import type { Identity, ProviderName } from './providers.js';

interface Found {
  readonly userId: Id<'User'> | null;
  readonly refusal?: 'ADDRESS_NOT_VERIFIED_THERE' | 'ADDRESS_NOT_VERIFIED_HERE';
}

/**
 * The account of whom a provider vouches for: the one that was linked before, else the one with their address, else a new
 * one. An address links only what both sides have verified: else somebody could prepare an account, there or here, for
 * another's address.
 */
export async function accountOf(tx: Tx, provider: ProviderName, identity: Identity): Promise<Found> {
  const { subject, isVerified, name } = identity;
  const email = identity.email?.toLowerCase();
  const [linked] = await tx.query<{ id: Id<'User'> | null }>('select account_at($1, $2) as id', [
    provider,
    subject,
  ]);
  if (linked?.id) return { userId: linked.id };
  if (!email || !isVerified) return { userId: null, refusal: 'ADDRESS_NOT_VERIFIED_THERE' };
  const [known] = await tx.query<{ user_id: Id<'User'>; email_verified: boolean }>(
    'select * from account_of($1)',
    [email],
  );
  if (known && !known.email_verified) return { userId: known.user_id, refusal: 'ADDRESS_NOT_VERIFIED_HERE' };
  const userId = known?.user_id ?? (await newAccount(tx, email, name));
  await tx.query('select link_account($1, $2, $3)', [userId, provider, subject]);
  return { userId };
}

/** It has no password, and its address is verified. */
async function newAccount(tx: Tx, email: string, name: string): Promise<Id<'User'>> {
  const [made] = await tx.query<{ id: Id<'User'> }>('select user_for_email($1, $2) as id', [email, name]);
  const userId = made?.id as Id<'User'>;
  await tx.query('select set_password($1, null)', [userId]);
  return userId;
}
