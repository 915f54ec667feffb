import {
  Direction,
  entityLoader,
  filterable,
  hydrate,
  type Id,
  listing,
  rowsLoader,
  tableOf,
} from '@kith/kernel';
import { Order } from './order.entity.js';
import { OrderLine } from './order-line.entity.js';
import { OrderStatus } from './order-status.js';

export const orderById = entityLoader(Order);

export const orders = listing(Order, {
  name: 'Order',
  filter: {
    number: filterable.whole(),
    status: filterable.choice('OrderStatus', OrderStatus),
    placedAt: filterable.instant(),
    total: filterable.decimal('totalUnits'),
    personId: filterable.id('Person'),
  },
  orderBy: ['placedAt', 'number', { name: 'total', property: 'totalUnits' }, 'createdAt'],
  aliased: ['personId'],
  defaultOrder: [{ field: 'placedAt', direction: Direction.DESC }],
});

export const linesOf = rowsLoader(
  async (snapshot, orderIds: readonly Id[]) => {
    const rows = await snapshot.query<OrderLine>(
      `select ${tableOf(snapshot, OrderLine).columns('l', ['orderId'])}
       from order_line l where l.order_id = any($1::uuid[]) order by l.order_id, l.position`,
      [orderIds],
    );
    return hydrate(OrderLine, rows);
  },
  (line) => line.orderId,
);
