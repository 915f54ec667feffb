import type { Uuid } from '../graph/id.js';

/** Roles of a membership, the mightiest first. */
export const roles = ['OWNER', 'ADMIN', 'MANAGER', 'MEMBER', 'VIEWER'] as const;
export type Role = (typeof roles)[number];

/** How far members of an organization read what has an owner: all of it, their teams' too, or only their own. What is nobody's, all read. */
export const reaches = ['ALL', 'TEAM', 'OWN'] as const;
export type Reach = (typeof reaches)[number];

/**
 * Who is asking, as the gateway found out. An operator of the installation has scopes but neither
 * organization nor role; whoever acts inside an organization has both.
 */
export interface Actor {
  readonly userId: Uuid | null;
  readonly organizationId: Uuid | null;
  readonly role: Role | null;
  readonly scopes: readonly string[];
  /** The teams of this organization that the user is in. */
  readonly teamIds?: readonly Uuid[];
  /** How far their organization lets members read what has an owner; all of it unless said. */
  readonly reach?: Reach | null;
  /** The session that the access token came from. */
  readonly sessionId?: Uuid | null;
  /** The API key that asks for its creator: the role is theirs at present, and `narrowedTo` what the key is for. */
  readonly keyId?: Uuid | null;
  /** The actions that are left of what the role may: `deal:write`, `deal:*`. Without, all of them. */
  readonly narrowedTo?: readonly string[] | null;
}

/** True when the actor's role is the given one or a mightier one. */
export function hasRole(actor: Pick<Actor, 'role'>, least: Role): boolean {
  return actor.role !== null && roles.indexOf(actor.role) <= roles.indexOf(least);
}
