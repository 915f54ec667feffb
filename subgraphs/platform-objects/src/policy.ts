import { policy } from '@kith/kernel';

/** Who may do what with flexible objects, who may read what has happened, and who may have it sent. */
export const authorize = policy({
  'definition:write': 'ADMIN',
  'record:write': 'MEMBER',
  'association:write': 'MEMBER',
  'event:read': 'MANAGER',
  'audit:read': 'ADMIN',
  'webhook:read': 'ADMIN',
  'webhook:write': 'ADMIN',
  'app:read': 'ADMIN',
  'app:write': 'ADMIN',
  'dead_letter:read': 'ADMIN',
  'dead_letter:resolve': 'ADMIN',
});
