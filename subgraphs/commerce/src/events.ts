import { type Catalogue, publisher } from '@kith/kernel';
import type { CommerceEvents } from '@kith/schema/events/commerce';

/** What this subgraph tells the others. */
export const events: Catalogue<CommerceEvents> = {
  'product.created': {
    subject: 'Product',
    description: 'A product was made.',
    of: ['upsertProducts'],
  },
  'product.updated': {
    subject: 'Product',
    description: 'A product was changed; what is different now.',
    of: ['updateProduct', 'upsertProducts'],
  },
  'customer.created': {
    subject: 'Customer',
    description: 'A person is a customer from now on.',
    of: ['placeOrder', 'importOrders', 'person.created'],
  },
  'order.created': {
    subject: 'Order',
    description: 'An order was made.',
    of: ['placeOrder', 'importOrders'],
  },
  'order.updated': {
    subject: 'Order',
    description: 'An order was changed; what is different now.',
    of: ['completeOrder', 'cancelOrder'],
  },
  'order.placed': {
    subject: 'Order',
    description: 'Somebody bought something.',
    of: ['placeOrder'],
  },
  'order.imported': {
    subject: 'Order',
    description: 'An order that was made elsewhere was taken over.',
    of: ['importOrders'],
  },
  'order.completed': {
    subject: 'Order',
    description: 'An order was fulfilled.',
    of: ['completeOrder'],
  },
  'order.cancelled': {
    subject: 'Order',
    description: 'An order counts no more.',
    of: ['cancelOrder'],
  },
};

export const publish = publisher(events);
