import { type Actor, userError } from '@kith/kernel';
import { registerEnumType } from 'type-graphql';

export enum Role {
  OWNER = 'OWNER',
  ADMIN = 'ADMIN',
  MANAGER = 'MANAGER',
  MEMBER = 'MEMBER',
  VIEWER = 'VIEWER',
}

registerEnumType(Role, {
  name: 'Role',
  description: 'What a member of an organization may do; each may what those below it may.',
  valuesConfig: {
    OWNER: { description: 'Everything, ownership included.' },
    ADMIN: { description: 'Settings, members, and imports.' },
    MANAGER: { description: 'The work of others too.' },
    MEMBER: { description: 'Daily work.' },
    VIEWER: { description: 'Reads, and changes nothing.' },
  },
});

/**
 * Refuses a role that the actor may neither give nor take: those below their own, but for owners, who may all.
 *
 * @throws UserErrors `INVALID`
 */
export function requireBelow({ role: own }: Pick<Actor, 'role'>, role: Role, path: readonly string[]): void {
  const order = Object.values(Role);
  const isBelow = order.indexOf(role) > order.indexOf(own as Role);
  if (isBelow || own === Role.OWNER) return;
  throw userError(
    'INVALID',
    `As ${own} you can give and take roles below your own, and ${role} is none`,
    path,
  );
}
