import type { Id, Tx } from '@kith/kernel';
import { revocations } from './revoke.js';

export interface WhichSessions {
  readonly onlyOne?: Id<'Session'> | null;
  readonly butOne?: Id<'Session'> | null;
  readonly organizationId?: Id<'Organization'> | null;
}

/** Ends sessions of a user, all of them unless said, and tells the gateways. Answers which. */
export async function endSessions(
  tx: Tx,
  userId: Id<'User'>,
  { onlyOne = null, butOne = null, organizationId = null }: WhichSessions = {},
): Promise<Id<'Session'>[]> {
  const ended = await tx.query<{ id: Id<'Session'> }>('select end_sessions($1, $2, $3, $4) as id', [
    userId,
    onlyOne,
    butOne,
    organizationId,
  ]);
  if (ended.length > 0) tx.tell(revocations);
  return ended.map(({ id }) => id);
}
