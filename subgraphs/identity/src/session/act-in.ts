import type { Id, Tx } from '@kith/kernel';

/** The organization that an account was in last, else the one that it was taken into first; null for who is in none. */
export async function homeOf(tx: Tx, userId: Id<'User'>): Promise<Id<'Organization'> | null> {
  const [home] = await tx.query<{ organization_id: Id<'Organization'> }>(
    'select organization_id from homes_of($1) limit 1',
    [userId],
  );
  return home?.organization_id ?? null;
}

/** From here on the transaction is one of this organization, and what it changes is done by this user; by nobody known if null. */
export async function actIn(
  tx: Tx,
  organizationId: Id<'Organization'>,
  userId: Id<'User'> | null,
): Promise<void> {
  await tx.query(`select set_config('app.organization_id', $1, true), set_config('app.actor_id', $2, true)`, [
    organizationId,
    userId ?? '',
  ]);
}
