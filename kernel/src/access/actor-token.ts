import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Actor } from './actor.js';

const ttlSeconds = 30;

interface Claims {
  actor: Actor;
  /** The subgraph that the token is made for. */
  aud: string;
  /** Seconds since the epoch. */
  exp: number;
}

/**
 * The gateway's word to one subgraph about who is asking: `payload.mac`, HMAC-SHA-256 with a key that
 * only the two of them hold, good for 30 seconds.
 */
export function signActorToken(actor: Actor, subgraph: string, key: Buffer, now = Date.now()): string {
  const claims: Claims = { actor, aud: subgraph, exp: Math.floor(now / 1000) + ttlSeconds };
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${payload}.${mac(payload, key).toString('base64url')}`;
}

/** The actor that the token speaks of, or null when it is forged, expired or meant for another subgraph. */
export function verifyActorToken(
  token: string,
  subgraph: string,
  key: Buffer,
  now = Date.now(),
): Actor | null {
  const [payload, signature, ...rest] = token.split('.');
  if (!payload || !signature || rest.length > 0) return null;
  const given = Buffer.from(signature, 'base64url');
  const expected = mac(payload, key);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
  if (claims.aud !== subgraph || claims.exp * 1000 < now) return null;
  return claims.actor;
}

function mac(payload: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(payload).digest();
}
