import { policy } from '@kith/kernel';

/** Who may do what in commerce. */
export const authorize = policy({
  'product:write': 'MEMBER',
  'order:place': 'MEMBER',
  'order:update': 'MEMBER',
  'order:import': 'ADMIN',
});
