import type { Event, LifeOf } from './event-types.js';

export interface ProductProperties {
  name: string;
  description: string | null;
  status: 'DRAFT' | 'ACTIVE' | 'ARCHIVED';
}

export interface OrderProperties {
  number: number;
  status: 'PLACED' | 'COMPLETED' | 'CANCELLED';
  personId: string | null;
  customerId: string | null;
  placedAt: string;
  completedAt: string | null;
  currencyCode: string;
  /** The sum of the lines. */
  total: string;
}

/** An order as whoever reacts to it needs it, and the figures of its customer after it. */
export interface OrderFacts {
  readonly number: number;
  readonly status: OrderProperties['status'];
  readonly placedAt: string;
  readonly total: string;
  readonly currencyCode: string;
  /** Null when nobody known bought. */
  readonly customer: {
    readonly id: string;
    readonly totalSpent: string;
    readonly orderCount: number;
    readonly lastOrderAt: string | null;
  } | null;
}

export type CommerceEvents = LifeOf<'product', 'Product', ProductProperties> &
  LifeOf<'order', 'Order', OrderProperties> & {
    readonly 'customer.created': Event<'Customer', { personId: string; customerNumber: string }>;
    readonly 'order.placed': Event<'Order', OrderFacts>;
    readonly 'order.imported': Event<'Order', OrderFacts>;
    readonly 'order.completed': Event<'Order', OrderFacts>;
    readonly 'order.cancelled': Event<'Order', OrderFacts>;
  };
