import { policy } from '@kith/kernel';

/** Who may do what in marketing. */
export const authorize = policy({
  'subscription-group:write': 'MANAGER',
  'subscriber:write': 'MEMBER',
  'template:write': 'MEMBER',
  'campaign:write': 'MEMBER',
  'segment:write': 'MEMBER',
});
