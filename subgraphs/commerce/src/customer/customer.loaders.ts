import { Direction, entityLoader, entityOf, filterable, listing } from '@kith/kernel';
import { Customer } from './customer.entity.js';

export const customerById = entityLoader(Customer);
/** The person as a buyer: one customer, with the figures of all that the person has been. */
export const customerOfPerson = entityOf(Customer, 'personId', [
  '(sum(t.total_spent_units) over ())::bigint as "totalSpentUnits"',
  '(sum(t.order_count) over ())::integer as "orderCount"',
  'min(t.first_order_at) over () as "firstOrderAt"',
  'max(t.last_order_at) over () as "lastOrderAt"',
]);

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
