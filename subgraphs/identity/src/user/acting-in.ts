import type { Actor, Id, Statements } from '@kith/kernel';

/**
 * What a user is in an organization at present, for tokens and keys: their role and teams, or null for who is no member or
 * is disabled. From here on the transaction is one of that organization.
 */
export async function actingIn(
  tx: Statements,
  userId: Id<'User'>,
  organizationId: Id<'Organization'>,
): Promise<Required<Pick<Actor, 'role' | 'teamIds'>> | null> {
  await enter(tx, organizationId);
  const [member] = await tx.query<Required<Pick<Actor, 'role' | 'teamIds'>>>(
    `select m.role, array(select t.team_id from team_member t where t.user_id = m.user_id order by 1) as "teamIds"
     from membership m where m.user_id = $1 and m.disabled_at is null`,
    [userId],
  );
  return member ?? null;
}

/** From here on the transaction is one of this organization. The caller knows that whoever asks may enter it. */
export async function enter(tx: Statements, organizationId: Id<'Organization'>): Promise<void> {
  await tx.query(`select set_config('app.organization_id', $1::uuid::text, true)`, [organizationId]);
}
