import { type Actor, clientScopes, RequestError, type Role, roles } from '@kith/kernel';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import { LRUCache } from 'lru-cache';

const algorithm = 'EdDSA';
const issuer = 'kith';
const audience = 'kith';
const mostVerified = 10_000;

/** What an access token says of its holder. */
export type TokenClaims = Actor;

/** A new pair of keys for access tokens, as JWKs. The private one signs, gateways hold the public one. */
export async function createTokenKeys(): Promise<{ privateKey: JWK; publicKey: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true });
  return { privateKey: await exportJWK(privateKey), publicKey: await exportJWK(publicKey) };
}

/** Signs an access token as identity does; it is good for 15 minutes unless said. */
export async function signAccessToken(
  actor: TokenClaims,
  privateKey: JWK,
  ttlSeconds = 900,
): Promise<string> {
  const claims = {
    org: actor.organizationId ?? undefined,
    role: actor.role ?? undefined,
    scopes: actor.scopes,
    teams: actor.teamIds,
    sid: actor.sessionId ?? undefined,
  };
  const token = new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm, kid: await calculateJwkThumbprint(privateKey) })
    .setIssuer(issuer)
    .setAudience(audience);
  if (actor.userId) token.setSubject(actor.userId);
  return token
    .setIssuedAt(Date.now() / 1000)
    .setExpirationTime(`${ttlSeconds}s`)
    .sign(await importJWK(privateKey, algorithm));
}

/** What is known of who shows a token, and for how long; milliseconds since the epoch. */
export interface Vouched {
  readonly actor: Actor;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/**
 * Makes a function that reads the actor out of an access token. Tokens that were verified are remembered until they
 * expire.
 *
 * @throws RequestError `UNAUTHENTICATED`, from the function, when the token is forged, malformed or expired.
 */
export function tokenVerifier(publicKey: JWK): (token: string) => Promise<Vouched> {
  const verified = new LRUCache<string, Vouched>({ max: mostVerified });
  const imported = importJWK(publicKey, algorithm);
  const thumbprint = calculateJwkThumbprint(publicKey);
  const options = { algorithms: [algorithm], issuer, audience, requiredClaims: ['exp', 'iat'] };
  return async (token) => {
    const known = verified.get(token);
    if (known) return known;
    const keyOf = async ({ kid }: { kid?: string }) => {
      if (kid !== (await thumbprint)) throw new Error('signed with another key');
      return imported;
    };
    const { payload } = await jwtVerify(token, keyOf, options).catch((error: { code?: string }) => {
      const isExpired = error.code === 'ERR_JWT_EXPIRED';
      throw new RequestError(
        'UNAUTHENTICATED',
        isExpired ? 'The access token has expired; take a new one' : 'The access token is not valid',
        { http: { status: 401 } },
      );
    });
    const { iat, exp } = payload as { iat: number; exp: number };
    const vouched = { actor: actorOf(payload), issuedAt: iat * 1000, expiresAt: exp * 1000 };
    const ttl = Math.ceil(vouched.expiresAt - Date.now());
    if (ttl > 0) verified.set(token, vouched, { ttl });
    return vouched;
  };
}

function actorOf({ sub, org, role, scopes, teams, sid }: JWTPayload): Actor {
  return {
    userId: sub ?? null,
    organizationId: typeof org === 'string' ? org : null,
    role: roles.includes(role as Role) ? (role as Role) : null,
    scopes: clientScopes(textsOf(scopes)),
    teamIds: textsOf(teams),
    sessionId: typeof sid === 'string' ? sid : null,
  };
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
