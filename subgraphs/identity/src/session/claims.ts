import type { Id, Role, Tx } from '@kith/kernel';
import type { SessionFacts } from './start-session.js';

/** What an access token says of its holder. */
export interface Claims extends SessionFacts {
  readonly role: Role | null;
  readonly teamIds: readonly Id[];
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
    issuedAt: clock?.now as Date,
  };
}

/**
 * What a user is in the transaction's organization at present: their role and teams, or null for who is no member or is
 * disabled. The membership is held until the transaction ends: who changes it does so before what is issued by it, or
 * revokes that after.
 */
export async function rightsOf(
  tx: Tx,
  userId: Id<'User'>,
): Promise<{ role: Role; teamIds: readonly Id<'Team'>[] } | null> {
  const [member] = await tx.query<{ role: Role; teamIds: readonly Id<'Team'>[] }>(
    `select m.role, array(select t.team_id from team_member t where t.user_id = m.user_id order by 1) as "teamIds"
     from membership m where m.user_id = $1 and m.disabled_at is null for share of m`,
    [userId],
  );
  return member ?? null;
}
