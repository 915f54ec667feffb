import { RequestError } from '../errors/request-error.js';
import { hasRole, type Role } from './actor.js';
import type { Judged } from './fingerprint.js';

/** What an action needs: at least a role in the organization, or a scope of an operator. */
export type Requirement = Role | { scope: string };

/**
 * Makes a subgraph's `authorize(actor, action)` from its table of actions. It is the first line of
 * every use case: users, keys and jobs meet the same rule.
 *
 * @throws RequestError `FORBIDDEN` when the actor may not.
 */
export function policy<const Table extends Record<string, Requirement>>(table: Table) {
  return function authorize(actor: Judged, action: keyof Table & string): void {
    const requirement = table[action] as Requirement;
    const isAllowed =
      typeof requirement === 'string'
        ? hasRole(actor, requirement)
        : actor.scopes.includes(requirement.scope);
    if (isAllowed) return;
    const needed =
      typeof requirement === 'string' ? `the role ${requirement}` : `the scope ${requirement.scope}`;
    throw new RequestError('FORBIDDEN', `${action} needs ${needed} in this organization`);
  };
}
