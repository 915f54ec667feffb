import { createHash, randomBytes } from 'node:crypto';

/** A new secret of 256 bits that opens something, after a prefix that says what; only its hash is kept. */
export function newToken(prefix = ''): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}

/** Under what a token is kept. It holds 256 random bits, so that a slow or keyed hash would add nothing. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
