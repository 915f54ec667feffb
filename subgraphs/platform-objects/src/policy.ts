import { policy } from '@kith/kernel';

/** Who may do what with flexible objects, who may read what has happened, and who may have it sent. */
export const rights = policy({
  'definition:read': 'VIEWER',
  'definition:write': 'ADMIN',
  'record:read': 'VIEWER',
  // Members change what is their own, their teams' or nobody's.
  'record:write': { own: 'MEMBER', least: 'MANAGER' },
  'record:delete': 'MANAGER',
  'association:read': 'VIEWER',
  'association:write': 'MEMBER',
  // Of what is found, what may be read.
  'search:read': 'VIEWER',
  'event:read': 'MANAGER',
  'audit:read': 'ADMIN',
  'webhook:read': 'ADMIN',
  'webhook:write': 'ADMIN',
  'app:read': 'ADMIN',
  'app:write': 'ADMIN',
  'dead_letter:read': 'ADMIN',
  'dead_letter:resolve': 'ADMIN',
});

export const { authorize, May } = rights;
