import type { Id, Reach, Role, Tx } from '@kith/kernel';

export interface SessionFacts {
  readonly sessionId: Id<'Session'>;
  readonly userId: Id<'User'>;
  readonly organizationId: Id<'Organization'> | null;
}

/** What an access token says of its holder. */
export interface Claims extends SessionFacts {
  readonly role: Role | null;
  readonly teamIds: readonly Id[];
  readonly reach: Reach | null;
  /** By the clock of the database, which also says when something was revoked. */
  readonly issuedAt: Date;
}

/** The rights of a session's user at present. Who is no member any more acts in no organization. */
export async function claimsOf(tx: Tx, session: SessionFacts): Promise<Claims> {
  const member = await rightsOf(tx, session.userId);
  const [clock] = await tx.query<{ now: Date }>('select clock_timestamp() as now');
  return {
    ...session,
    organizationId: member ? session.organizationId : null,
    role: member?.role ?? null,
    teamIds: member?.teamIds ?? [],
    reach: member?.reach ?? null,
    issuedAt: clock?.now as Date,
  };
}

/**
 * What a user is in the transaction's organization at present: their role and teams, and how far they read; null for who is
 * no member or is disabled. The membership and the organization are held until the transaction ends: who changes them does
 * so before what is issued by them, or revokes that after.
 */
export async function rightsOf(
  tx: Tx,
  userId: Id<'User'>,
): Promise<{ role: Role; teamIds: readonly Id<'Team'>[]; reach: Reach } | null> {
  const [member] = await tx.query<{ role: Role; teamIds: readonly Id<'Team'>[]; reach: Reach }>(
    `select m.role, array(select t.team_id from team_member t where t.user_id = m.user_id order by 1) as "teamIds",
       o.member_reach as reach
     from membership m join organization o on o.id = m.organization_id
     where m.user_id = $1 and m.disabled_at is null for share of m, o`,
    [userId],
  );
  return member ?? null;
}
