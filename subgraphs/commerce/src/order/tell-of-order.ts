import { formatUnits, type Tx } from '@kith/kernel';
import type { CustomerFigures } from '../customer/customers-of-people.js';
import { publish } from '../events.js';
import type { Order } from './order.entity.js';

/** Says what happened to an order, with the figures of its customer after it. */
export function tellOfOrder(
  tx: Tx,
  what: 'order.placed' | 'order.imported' | 'order.completed' | 'order.cancelled',
  order: Order,
  figures: ReadonlyMap<string, CustomerFigures>,
): void {
  const { id: subject, personId, number, status, placedAt, totalUnits, currencyCode } = order;
  const customer = order.customerId ? figures.get(order.customerId) : undefined;
  publish(tx, what, {
    subject,
    personId,
    payload: {
      number,
      status,
      placedAt: placedAt.toISOString(),
      total: formatUnits(totalUnits),
      currencyCode: currencyCode.trim(),
      customer: customer
        ? {
            id: customer.id,
            totalSpent: formatUnits(customer.totalSpentUnits),
            orderCount: customer.orderCount,
            lastOrderAt: customer.lastOrderAt?.toISOString() ?? null,
          }
        : null,
    },
  });
}
