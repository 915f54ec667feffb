import { batchHandlersOf, type EventOf, type Handler, parseUnits, type Tx } from '@kith/kernel';
import type { CommerceEvents } from '@kith/schema/events/commerce';
import { changeFigures, type FiguresChange } from './change-figures.js';
import { laterActivity } from './later-activity.js';

const on = batchHandlersOf<CommerceEvents>('commerce');

/** An order says what its customer's orders come to with it, or without it once it is cancelled. */
export const onOrderChanged: readonly Handler[] = [
  on('order.placed', countOrders),
  on('order.imported', countOrders),
  on('order.cancelled', countOrders),
];

type Told = EventOf<CommerceEvents, 'order.placed' | 'order.imported' | 'order.cancelled'>;

function countOrders(tx: Tx, events: readonly Told[]): Promise<void> {
  return changeFigures(tx, events, figuresOf);
}

function figuresOf({ payload: { customer, status, placedAt }, occurredAt }: Told): FiguresChange {
  return ({ orderCount, customerValueUnits, lastActivityAt }) => ({
    orderCount: customer?.orderCount ?? orderCount,
    customerValueUnits: customer ? (parseUnits(customer.totalSpent) as bigint) : customerValueUnits,
    lastActivityAt:
      status === 'CANCELLED' ? lastActivityAt : laterActivity(lastActivityAt, placedAt, occurredAt),
  });
}
