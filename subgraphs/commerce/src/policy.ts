import { policy } from '@kith/kernel';

/** Who may do what in commerce. What a customer is worth is for those who work with them. */
export const rights = policy({
  'product:read': 'VIEWER',
  'product:write': 'MEMBER',
  'customer:read': 'VIEWER',
  'customer:read_figures': 'MEMBER',
  'order:read': 'VIEWER',
  'order:place': 'MEMBER',
  'order:update': 'MEMBER',
  'order:import': 'ADMIN',
});

export const { authorize, May } = rights;
