import { type Id, type Tx, userError } from '@kith/kernel';
import { hashOf } from '../account/opaque-token.js';
import { publish } from '../events.js';
import { actIn } from './act-in.js';
import { endSessions } from './end-sessions.js';
import { requireUser } from './require-user.js';
import type { SignOutInput } from './session.inputs.js';

interface Found {
  readonly session_id: Id<'Session'>;
  readonly user_id: Id<'User'>;
  readonly organization_id: Id<'Organization'> | null;
}

/** Ends the session of the refresh token, or of who is asking, or all of their sessions. Where there is none, nothing is left to do. */
export async function signOut(tx: Tx, { refreshToken, everywhere }: SignOutInput): Promise<void> {
  const own = refreshToken ? await sessionOf(tx, refreshToken) : ownSession(tx);
  if (!own) return;
  const { session_id: onlyOne, user_id: userId, organization_id: organizationId } = own;
  const ended = await endSessions(tx, userId, everywhere ? {} : { onlyOne });
  await tellEnded(tx, userId, organizationId, ended);
}

/** Ends a session of who is asking. */
export async function endSession(tx: Tx, { id }: { id: Id<'Session'> }): Promise<void> {
  const userId = requireUser(tx.actor);
  const ended = await endSessions(tx, userId, { onlyOne: id });
  if (ended.length === 0) throw userError('NOT_FOUND', 'You have no session with this id', ['id']);
  await tellEnded(tx, userId, tx.actor.organizationId, ended);
}

async function sessionOf(tx: Tx, refreshToken: string): Promise<Found | undefined> {
  return (await tx.query<Found>('select * from session_of($1)', [hashOf(refreshToken)]))[0];
}

function ownSession({ actor }: Tx): Found | null {
  const { sessionId, userId, organizationId } = actor;
  return sessionId && userId
    ? { session_id: sessionId, user_id: userId, organization_id: organizationId }
    : null;
}

async function tellEnded(
  tx: Tx,
  userId: Id<'User'>,
  organizationId: Id<'Organization'> | null,
  ended: readonly Id<'Session'>[],
): Promise<void> {
  if (!organizationId || ended.length === 0) return;
  await actIn(tx, organizationId, userId);
  publish(tx, 'user.signed_out', { subject: userId, payload: { sessionIds: [...ended] } });
}
