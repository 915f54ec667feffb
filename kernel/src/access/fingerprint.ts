import { reachOf } from './reach.js';
import type { Judged } from './rule.js';

/**
 * Equal for actors whom every rule of reading treats alike, in one organization: what one of them sees, so do the others.
 * Who somebody is counts only where they do not read all: then nobody else sees what they see.
 */
export function policyFingerprint(actor: Judged): string {
  const { role, scopes, narrowedTo, userId = null, teamIds = [] } = actor;
  const reach = reachOf(actor);
  const reader = reach === 'ALL' ? null : [userId, reach, reach === 'TEAM' ? sorted(teamIds) : []];
  return JSON.stringify([role, sorted(scopes), narrowedTo ? sorted(narrowedTo) : null, reader]);
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
