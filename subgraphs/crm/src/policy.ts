import { policy } from '@kith/kernel';

/** What members do with what is their own, their teams' or nobody's; managers with all. */
const work = { own: 'MEMBER', least: 'MANAGER' } as const;

/** Who may do what in crm. */
export const rights = policy({
  'contact:read': 'VIEWER',
  'contact:write': work,
  'pipeline:read': 'VIEWER',
  'pipeline:write': 'MANAGER',
  'deal:read': 'VIEWER',
  'deal:write': work,
  'deal:delete': 'MANAGER',
  'activity:read': 'VIEWER',
  'activity:write': work,
});

export const { authorize, May } = rights;
