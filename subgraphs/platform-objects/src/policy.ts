import { policy } from '@kith/kernel';

/** Who may do what with flexible objects, and who may read what has happened. */
export const authorize = policy({
  'definition:write': 'ADMIN',
  'record:write': 'MEMBER',
  'association:write': 'MEMBER',
  'event:read': 'MANAGER',
  'audit:read': 'ADMIN',
});
