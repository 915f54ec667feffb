import type { Id, Role, Tx } from '@kith/kernel';
import type { SessionFacts } from './start-session.js';

/** What an access token says of its holder. */
export interface Claims extends SessionFacts {
  readonly role: Role | null;
  readonly teamIds: readonly Id[];
  /** By the clock of the database, which also says when something was revoked. */
  readonly issuedAt: Date;
}

/**
 * The rights of a session's user at present. The membership is held until the transaction ends: who changes it does so
 * before these claims are issued, or revokes them after. Who is no member any more acts in no organization.
 */
export async function claimsOf(tx: Tx, session: SessionFacts): Promise<Claims> {
  const [member] = await tx.query<{ role: Role }>(
    'select role from membership where user_id = $1 for share',
    [session.userId],
  );
  const [clock] = await tx.query<{ now: Date }>('select clock_timestamp() as now');
  return {
    ...session,
    organizationId: member ? session.organizationId : null,
    role: member?.role ?? null,
    teamIds: [],
    issuedAt: clock?.now as Date,
  };
}
