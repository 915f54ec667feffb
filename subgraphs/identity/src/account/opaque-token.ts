import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A new token that says nothing and cannot be guessed. Its prefix lets scanners of leaked secrets find it. */
export function newToken(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** What is kept of a token: it was drawn at random, so nobody finds it by trying. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * The token that replaces another one. It follows from it and from a key that is not in the database, so that all who come
 * at once with the old one get the same new one, although none of the two is kept.
 */
export function successorOf(prefix: string, token: string, key: Buffer): string {
  return `${prefix}_${createHmac('sha256', key).update(`successor of ${token}`).digest('base64url')}`;
}
