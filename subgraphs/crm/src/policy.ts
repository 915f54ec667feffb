import { policy } from '@kith/kernel';

/** Who may do what in crm. */
export const authorize = policy({
  'contact:write': 'MEMBER',
  'pipeline:write': 'MANAGER',
  'deal:write': 'MEMBER',
  'activity:write': 'MEMBER',
});
