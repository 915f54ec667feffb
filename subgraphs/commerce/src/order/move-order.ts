import { changeRow, type Id, lockRow, type Tx, userError } from '@kith/kernel';
import { recomputeFigures } from '../customer/customers-of-people.js';
import { authorize } from '../policy.js';
import { Order } from './order.entity.js';
import { mayBecome, OrderStatus } from './order-status.js';
import { tellOfOrder } from './tell-of-order.js';

interface Move {
  id: Id<'Order'>;
  expectedVersion?: number | null;
}

export function completeOrder(tx: Tx, input: Move): Promise<Order> {
  return moveOrder(tx, input, OrderStatus.COMPLETED);
}

export function cancelOrder(tx: Tx, input: Move): Promise<Order> {
  return moveOrder(tx, input, OrderStatus.CANCELLED);
}

async function moveOrder(tx: Tx, input: Move, status: OrderStatus): Promise<Order> {
  authorize(tx.actor, 'order:update');
  const { status: present, customerId } = await lockRow(tx, Order, input.id);
  if (customerId) await tx.query('select from customer where id = $1 for update', [customerId]);
  const completedAt = status === OrderStatus.COMPLETED ? new Date() : undefined;
  const order = await changeRow(tx, Order, input, { status, completedAt });
  if (!mayBecome(present, status)) {
    throw userError('STATE_TRANSITION_NOT_ALLOWED', `An order that is ${present} cannot become ${status}`, [
      'id',
    ]);
  }
  const figures = await recomputeFigures(tx, customerId ? [customerId] : []);
  tellOfOrder(tx, status === OrderStatus.CANCELLED ? 'order.cancelled' : 'order.completed', order, figures);
  return order;
}
