import { policy } from '@kith/kernel';

/** Who may do what in identity: the least role, or the scope of an operator of the installation. */
export const authorize = policy({
  'organization:create': { scope: 'organization:create' },
  'organization:update': 'ADMIN',
  'mail:read': { scope: 'mail:read' },
  'member:add': 'ADMIN',
  'person:write': 'MEMBER',
  'person:merge': 'MANAGER',
  'company:write': 'MEMBER',
  'address:write': 'MEMBER',
});
