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
