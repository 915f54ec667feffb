import { policy } from '@kith/kernel';

/** Who may do what with flexible objects. */
export const authorize = policy({
  'definition:write': 'ADMIN',
  'record:write': 'MEMBER',
  'association:write': 'MEMBER',
});
