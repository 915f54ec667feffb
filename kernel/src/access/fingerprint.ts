import type { Actor } from './actor.js';

/** What rules look at of an actor, and no more: who wants a rule to look at something else adds it here, and so to the fingerprint. */
export type Judged = Pick<Actor, 'role' | 'scopes'>;

/** Equal for actors whom every rule treats alike, in one organization: what one of them may see, so may the others. */
export function policyFingerprint({ role, scopes }: Judged): string {
  return JSON.stringify([role, [...new Set(scopes)].sort()]);
}
