import type { Id, Request, Tx } from '@kith/kernel';
import { hashOf, newToken, successorOf } from '../account/opaque-token.js';
import { meansOf } from '../means.js';
import { signAccessToken } from './access-token.js';
import { actIn } from './act-in.js';
import { claimsOf, type SessionFacts } from './claims.js';
import { noteSignIn, type SignInNote } from './note-sign-in.js';
import type { SessionTokens } from './session-tokens.entity.js';

export type { SessionTokens };

/** How long a session lasts that is not refreshed. */
export const sessionTtl = '7 days';
const sessionTtlMs = 7 * 24 * 3_600_000;
const prefix = 'kith_refresh';

/** Begins a session of who has shown who they are, in the organization that they were in last. */
export async function startSession(
  tx: Tx,
  request: Request,
  { userId, method }: { userId: Id<'User'>; method: SignInNote['method'] },
): Promise<SessionTokens> {
  const organizationId = await noteSignIn(tx, { userId, method, outcome: 'SIGNED_IN' });
  const refreshToken = newToken(prefix);
  const [started] = await tx.query<{ id: Id<'Session'> }>('select start_session($1, $2, $3, $4) as id', [
    userId,
    organizationId,
    hashOf(refreshToken),
    sessionTtl,
  ]);
  const session = { sessionId: started?.id as Id<'Session'>, userId, organizationId };
  return tokensOf(tx, request, session, refreshToken);
}

/** The refresh token that replaces another one, as it follows from each key: the first, unless it was replaced before the key was. */
export function nextRefreshTokens(request: Request, refreshToken: string): string[] {
  return meansOf(request).secretsKeys.map((key) => successorOf(prefix, refreshToken, key));
}

/** The tokens of a session, with the rights that its user has now. */
export async function tokensOf(
  tx: Tx,
  request: Request,
  session: SessionFacts,
  refreshToken: string,
): Promise<SessionTokens> {
  const { userId, organizationId } = session;
  if (organizationId) await actIn(tx, organizationId, userId);
  const claims = await claimsOf(tx, session);
  const { token, expiresAt } = await signAccessToken(claims, meansOf(request).accessTokenKey);
  return {
    accessToken: token,
    accessTokenExpiresAt: expiresAt,
    refreshToken,
    refreshTokenExpiresAt: new Date(claims.issuedAt.getTime() + sessionTtlMs),
  };
}
