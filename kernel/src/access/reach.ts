import type { Uuid } from '../graph/id.js';
import { type Actor, hasRole, type Reach } from './actor.js';

/** Something that can have an owner: a user, a team, or both. */
export interface Owned {
  readonly ownerId?: Uuid | null;
  readonly teamId?: Uuid | null;
}

/** How far somebody reads. An organization narrows members and viewers; to whom the work of others belongs, it does not. */
export function reachOf(actor: Pick<Actor, 'role' | 'reach'>): Reach {
  return hasRole(actor, 'MANAGER') ? 'ALL' : (actor.reach ?? 'ALL');
}

/** Whether something is the actor's own or nobody's, or, where teams count, one of their teams'. */
export function isWithin(
  { userId, teamIds = [] }: Pick<Actor, 'userId' | 'teamIds'>,
  { ownerId, teamId }: Owned,
  reach: Reach = 'TEAM',
): boolean {
  if (reach === 'ALL' || (!ownerId && !teamId)) return true;
  if (userId && ownerId === userId) return true;
  return reach === 'TEAM' && Boolean(teamId) && teamIds.includes(teamId as Uuid);
}
