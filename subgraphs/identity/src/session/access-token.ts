import { calculateJwkThumbprint, importJWK, type JWK, SignJWT } from 'jose';
import type { Claims } from './claims.js';

const ttlMs = 15 * 60_000;

/** Signs an access token, which gateways believe for 15 minutes unless it is revoked. */
export async function signAccessToken(
  { userId, organizationId, role, teamIds, sessionId, issuedAt }: Claims,
  privateKey: JWK,
): Promise<{ token: string; expiresAt: Date }> {
  const expiresAt = new Date(issuedAt.getTime() + ttlMs);
  const claims = {
    org: organizationId ?? undefined,
    role: role ?? undefined,
    teams: teamIds,
    sid: sessionId,
  };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', kid: await calculateJwkThumbprint(privateKey) })
    .setIssuer('kith')
    .setAudience('kith')
    .setSubject(userId)
    // To the millisecond, so that it can be told from what was revoked in the same second.
    .setIssuedAt(issuedAt.getTime() / 1000)
    .setExpirationTime(Math.floor(expiresAt.getTime() / 1000))
    .sign(await importJWK(privateKey, 'EdDSA'));
  return { token, expiresAt };
}
