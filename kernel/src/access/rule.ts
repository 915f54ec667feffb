import { type Actor, hasRole, type Role } from './actor.js';
import { isWithin, type Owned } from './reach.js';

/** Who may do something. */
export interface Rule {
  /** The least role that may, whosever the thing is. */
  readonly least?: Role;
  /** The least role that may with what is its own, its teams' or nobody's. */
  readonly own?: Role;
  /** The scope of an operator of the installation that may. */
  readonly scope?: string;
  /** Any user may who has signed in themselves, whether they act in an organization or not; a key may not for them. */
  readonly user?: true;
  /** False for what no key may do, however mighty who made it. */
  readonly byKey?: false;
}

/** What rules look at of an actor. */
export type Judged = Pick<Actor, 'role' | 'scopes'> & Partial<Actor>;

/** What decides: the role, whose the thing is, an operator's scope, that a user asks themselves, or what an API key is for. */
export type Ground = 'ROLE' | 'OWNERSHIP' | 'SCOPE' | 'USER' | 'NARROWED';

export interface Verdict {
  readonly isAllowed: boolean;
  readonly ground: Ground;
  /** A sentence for people. */
  readonly reason: string;
}

/** Judges an action by its rule; without a record, whether the actor may with any at all. */
export function judge(action: string, rule: Rule, actor: Judged, record?: Owned): Verdict {
  const { least, own, scope, user, byKey } = rule;
  if (!isLeft(actor.narrowedTo, action)) return no('NARROWED', `This API key is not for ${action}`);
  if (byKey === false && actor.keyId) return no('USER', `No API key may ${action}`);
  if (scope && actor.scopes.includes(scope)) return yes('SCOPE', `The scope ${scope} allows ${action}`);
  if (user && actor.userId && !actor.keyId) return yes('USER', `Who has signed in may ${action}`);
  if (least && hasRole(actor, least)) return yes('ROLE', `The role ${actor.role} may ${action}`);
  if (own && hasRole(actor, own)) {
    const reader = { userId: actor.userId ?? null, teamIds: actor.teamIds };
    if (!record || isWithin(reader, record))
      return yes('OWNERSHIP', `The role ${actor.role} may ${action} what is its own, its teams' or nobody's`);
    return no('OWNERSHIP', `${action} of what is somebody else's needs ${roleNeeded(least)}`);
  }
  if (!least && !own && user) return no('USER', `${action} is for users who have signed in themselves`);
  if (!least && !own && scope) return no('SCOPE', `${action} needs the scope ${scope} in this organization`);
  return no('ROLE', `${action} needs ${roleNeeded(own ?? least)} in this organization`);
}

/** A rule in words, for people who read the table. */
export function ruleInWords({ least, own, scope, user, byKey }: Rule): string {
  const parts = [
    own && `${own} and above for their own, their teams' and nobody's`,
    least && (own ? `${least} and above for all` : `${least} and above`),
    user && 'who has signed in, in any organization or none',
    scope && `operators with the scope ${scope}`,
    byKey === false && 'no key',
  ];
  return parts.filter(Boolean).join('; ');
}

/** Whether an action is left of what a key may: `deal:write`, or `deal:*`, `*:write`, `*:*` that stand for it. */
export function isLeft(narrowedTo: readonly string[] | null | undefined, action: string): boolean {
  if (!narrowedTo) return true;
  const [noun, verb] = action.split(':');
  return [action, `${noun}:*`, `*:${verb}`, '*:*'].some((pattern) => narrowedTo.includes(pattern));
}

function roleNeeded(role: Role | undefined): string {
  return role ? `the role ${role}` : 'a right that no role has';
}

function yes(ground: Ground, reason: string): Verdict {
  return { isAllowed: true, ground, reason };
}

function no(ground: Ground, reason: string): Verdict {
  return { isAllowed: false, ground, reason };
}
