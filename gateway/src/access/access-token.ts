import { type Actor, clientScopes, type Reach, RequestError, type Role, reaches, roles } from '@kith/kernel';
import {
  decodeJwt,
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

/** Signs an access token; it is good for 15 minutes unless said. */
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
    reach: actor.reach ?? undefined,
  };
  const token = new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm })
    .setIssuer(issuer)
    .setAudience(audience);
  if (actor.userId) token.setSubject(actor.userId);
  return token
    .setIssuedAt()
    .setExpirationTime(`${ttlSeconds}s`)
    .sign(await importJWK(privateKey, algorithm));
}

/**
 * Makes a function that reads the actor out of an access token. Tokens that were verified are remembered until they
 * expire.
 *
 * @throws RequestError `UNAUTHENTICATED`, from the function, when the token is forged, malformed or expired.
 */
export function tokenVerifier(publicKey: JWK): (token: string) => Promise<Actor> {
  const verified = new LRUCache<string, Actor>({ max: mostVerified });
  const imported = importJWK(publicKey, algorithm);
  return async (token) => {
    const known = verified.get(token);
    if (known) return known;
    const options = { algorithms: [algorithm], issuer, audience, requiredClaims: ['exp'] };
    const { payload } = await jwtVerify(token, await imported, options).catch((error: { code?: string }) => {
      const isExpired = error.code === 'ERR_JWT_EXPIRED';
      throw new RequestError(
        'UNAUTHENTICATED',
        isExpired ? 'The access token has expired; take a new one' : 'The access token is not valid',
        { http: { status: 401 } },
      );
    });
    const actor = actorOf(payload);
    const ttl = (payload.exp as number) * 1000 - Date.now();
    if (ttl > 0) verified.set(token, actor, { ttl });
    return actor;
  };
}

/** When a token ends that was verified; milliseconds since the epoch. */
export function expiryOf(token: string): number {
  return (decodeJwt(token).exp ?? 0) * 1000;
}

function actorOf({ sub, org, role, scopes, teams, reach }: JWTPayload): Actor {
  return {
    userId: sub ?? null,
    organizationId: typeof org === 'string' ? org : null,
    role: roles.includes(role as Role) ? (role as Role) : null,
    scopes: Array.isArray(scopes) ? clientScopes(scopes.map(String)) : [],
    teamIds: Array.isArray(teams) ? teams.map(String) : [],
    reach: reaches.includes(reach as Reach) ? (reach as Reach) : null,
  };
}
