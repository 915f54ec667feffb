import { policy } from '@kith/kernel';

/** Who may do what in identity: the least role, or the scope of an operator of the installation. */
export const authorize = policy({
  'organization:create': { scope: 'organization:create' },
  'organization:update': 'ADMIN',
  'mail:read': { scope: 'mail:read' },
  'member:add': 'ADMIN',
  'member:change_role': 'ADMIN',
  'member:remove': 'ADMIN',
  'member:disable': 'ADMIN',
  'invitation:read': 'ADMIN',
  'invitation:write': 'ADMIN',
  'team:write': 'ADMIN',
  'api_key:read': 'ADMIN',
  'api_key:write': 'ADMIN',
  'person:write': 'MEMBER',
  'person:merge': 'MANAGER',
  'company:write': 'MEMBER',
  'address:write': 'MEMBER',
});
