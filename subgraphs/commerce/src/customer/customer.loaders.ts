import { Direction, entityLoader, filterable, listing } from '@kith/kernel';
import { Customer } from './customer.entity.js';

export const customerById = entityLoader(Customer);
export const customerOfPerson = entityLoader(Customer, 'personId');

export const customers = listing(Customer, {
  name: 'Customer',
  filter: {
    customerNumber: filterable.text(),
    totalSpent: filterable.decimal('totalSpentUnits'),
    orderCount: filterable.whole(),
    lastOrderAt: filterable.instant(),
  },
  orderBy: [
    'customerNumber',
    { name: 'totalSpent', property: 'totalSpentUnits' },
    'orderCount',
    'lastOrderAt',
    'createdAt',
  ],
  defaultOrder: [{ field: 'createdAt', direction: Direction.ASC }],
});
