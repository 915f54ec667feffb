import { policy } from '@kith/kernel';

/** Whoever makes an organization reads it, though they act in none; so do users who act in none yet. */
const readOrMade = { least: 'VIEWER', scope: 'organization:create', user: true } as const;

/** Who may do what in identity: the least role, or the scope of an operator of the installation. */
export const rights = policy({
  'organization:read': readOrMade,
  'organization:create': { scope: 'organization:create' },
  'organization:update': 'ADMIN',
  'mail:read': { scope: 'mail:read', user: true },
  'session:read': { user: true },
  'session:end': { user: true },
  'session:switch': { user: true },
  'password:change': { user: true },
  'second_factor:change': { user: true },
  'user:read': readOrMade,
  'member:read': { least: 'VIEWER', scope: 'organization:create' },
  'member:add': 'ADMIN',
  'member:change_role': 'ADMIN',
  // Anybody may leave.
  'member:remove': { own: 'VIEWER', least: 'ADMIN' },
  'member:disable': 'ADMIN',
  'invitation:read': 'ADMIN',
  'invitation:create': { least: 'ADMIN', byKey: false },
  'invitation:write': 'ADMIN',
  'invitation:accept': { user: true },
  'team:read': 'VIEWER',
  'team:write': 'ADMIN',
  'api_key:read': 'ADMIN',
  // A key makes and changes no keys: else revoking it would not end what it began.
  'api_key:write': { least: 'ADMIN', byKey: false },
  'api_key:revoke': 'ADMIN',
  'person:read': 'VIEWER',
  'person:read_figures': 'MEMBER',
  'person:write': 'MEMBER',
  'person:merge': 'MANAGER',
  'company:read': 'VIEWER',
  'company:write': 'MEMBER',
  'address:read': 'VIEWER',
  'address:write': 'MEMBER',
});

export const { authorize, May } = rights;
