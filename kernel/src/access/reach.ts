import type { Uuid } from '../graph/id.js';
import { type Actor, hasRole } from './actor.js';

/** How far members of an organization read what has an owner: all of it, their teams' too, or only their own. What is nobody's, all read. */
export const reaches = ['ALL', 'TEAM', 'OWN'] as const;
export type Reach = (typeof reaches)[number];

/** What looks at who an actor is, and not only at what they may. */
export type Reaching = Pick<Actor, 'role' | 'userId' | 'teamIds' | 'reach'>;

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
  { userId, teamIds = [] }: Pick<Reaching, 'userId' | 'teamIds'>,
  { ownerId, teamId }: Owned,
  reach: Reach = 'TEAM',
): boolean {
  if (reach === 'ALL' || (!ownerId && !teamId)) return true;
  if (userId && ownerId === userId) return true;
  return reach === 'TEAM' && Boolean(teamId) && teamIds.includes(teamId as Uuid);
}
