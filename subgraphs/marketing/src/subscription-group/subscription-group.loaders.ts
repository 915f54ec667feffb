import { Direction, entityLoader, filterable, listing } from '@kith/kernel';
import { SubscriptionGroup } from './subscription-group.entity.js';

export const subscriptionGroupById = entityLoader(SubscriptionGroup);

export const subscriptionGroups = listing(SubscriptionGroup, {
  name: 'SubscriptionGroup',
  filter: { name: filterable.text(), isDefault: filterable.truth() },
  orderBy: ['name', 'createdAt'],
  defaultOrder: [{ field: 'name', direction: Direction.ASC }],
});
