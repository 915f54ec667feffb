import { type Id, type Request, RequestError, type Tx } from '@kith/kernel';
import { hashOf } from '../account/opaque-token.js';
import { noteSignIn } from './note-sign-in.js';
import { revocations } from './revoke.js';
import { nextRefreshTokens, type SessionTokens, sessionTtl, tokensOf } from './start-session.js';

/** For so long an old token gets the same new one again: tabs share a token, and answers get lost. */
const grace = '5 seconds';

interface Refreshed {
  readonly outcome: 'REFRESHED' | 'REUSED' | 'ENDED';
  readonly session_id: Id<'Session'>;
  readonly user_id: Id<'User'>;
  readonly organization_id: Id<'Organization'> | null;
  readonly successor: Buffer;
}

/**
 * Replaces a refresh token, and answers an access token with the user's present rights. Who shows one that was replaced
 * before may have stolen it, or somebody stole it from them: then nobody goes on with the session.
 */
export async function refreshSession(request: Request, refreshToken: string): Promise<SessionTokens> {
  const successors = nextRefreshTokens(request, refreshToken);
  const tokens = await request.write((tx) => refresh(tx, request, refreshToken, successors));
  if (!tokens) throw new RequestError('UNAUTHENTICATED', 'The session has ended; sign in again');
  return tokens;
}

async function refresh(
  tx: Tx,
  request: Request,
  given: string,
  successors: string[],
): Promise<SessionTokens | null> {
  const [found] = await tx.query<Refreshed>('select * from refresh_session($1, $2, $3, $4)', [
    hashOf(given),
    successors.map(hashOf),
    sessionTtl,
    grace,
  ]);
  if (found?.outcome === 'REUSED') {
    tx.tell(revocations);
    await noteSignIn(tx, { userId: found.user_id, method: 'REFRESH_TOKEN', outcome: 'REUSED' });
  }
  if (found?.outcome !== 'REFRESHED') return null;
  const next = successors.find((token) => hashOf(token).equals(found.successor));
  if (!next) throw new Error('A refresh token was replaced by one that nobody asked for');
  const { session_id: sessionId, user_id: userId, organization_id: organizationId } = found;
  return tokensOf(tx, request, { sessionId, userId, organizationId }, next);
}
