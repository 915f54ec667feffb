import { policy } from '@kith/kernel';

/** Who may do what in marketing. */
export const rights = policy({
  'subscription_group:read': 'VIEWER',
  'subscription_group:write': 'MANAGER',
  'subscriber:read': 'VIEWER',
  'subscriber:write': 'MEMBER',
  'template:read': 'VIEWER',
  'template:write': 'MEMBER',
  'campaign:read': 'VIEWER',
  'campaign:write': 'MEMBER',
  'segment:read': 'VIEWER',
  'segment:write': 'MEMBER',
});

export const { authorize, May } = rights;
