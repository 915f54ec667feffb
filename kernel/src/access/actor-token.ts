import { createHmac, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
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
  return claimsOf(token, subgraph, key, now)?.actor ?? null;
}

function claimsOf(token: string, subgraph: string, key: Buffer, now: number): Claims | null {
  const [payload, signature, ...rest] = token.split('.');
  if (!payload || !signature || rest.length > 0) return null;
  const given = Buffer.from(signature, 'base64url');
  const expected = mac(payload, key);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
  if (claims.aud !== subgraph || isOver(claims, now)) return null;
  return claims;
}

function isOver({ exp }: Claims, now: number): boolean {
  return exp * 1000 < now;
}

/** How long a token is shown again: whoever reads it then can still read it for 20 seconds. */
const shownMs = 10_000;

/** The same as `signActorToken`, which remembers for some seconds what it signed for an actor. */
export function actorSigner(subgraph: string, key: Buffer): (actor: Actor) => string {
  const signed = new WeakMap<Actor, { token: string; until: number }>();
  return (actor) => {
    const now = Date.now();
    const known = signed.get(actor);
    if (known && known.until > now) return known.token;
    const token = signActorToken(actor, subgraph, key, now);
    signed.set(actor, { token, until: now + shownMs });
    return token;
  };
}

const mostRead = 1_000;

/** The same as `verifyActorToken`, which remembers what it has read until that expires. */
export function actorReader(subgraph: string, key: Buffer): (token: string) => Actor | null {
  const read = new LRUCache<string, Claims>({ max: mostRead });
  return (token) => {
    const known = read.get(token);
    if (known) return isOver(known, Date.now()) ? null : known.actor;
    const claims = claimsOf(token, subgraph, key, Date.now());
    if (claims) read.set(token, claims);
    return claims?.actor ?? null;
  };
}

function mac(payload: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(payload).digest();
}
