import { Direction, entityLoader, filterable, listing } from '@kith/kernel';
import { Membership } from './membership.entity.js';
import { Role } from './role.js';
import { User } from './user.entity.js';

export const userById = entityLoader(User);
export const membershipById = entityLoader(Membership);

export const memberships = listing(Membership, {
  name: 'Membership',
  filter: { role: filterable.choice('Role', Role), userId: filterable.id('User') },
  orderBy: ['createdAt'],
  defaultOrder: [{ field: 'createdAt', direction: Direction.ASC }],
});
