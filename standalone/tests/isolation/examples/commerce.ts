import { externalId, make, text } from '../things.js';
import { type Examples, updated, upserted } from './example.js';

export const commerce: Examples = {
  placeOrder: [
    async (organization) => ({
      personId: await make.person(organization),
      lines: [{ variantId: await make.variant(organization), quantity: 1 }],
      idempotencyKey: text(),
    }),
  ],
  completeOrder: [updated('order', {})],
  cancelOrder: [updated('order', {})],
  importOrders: [
    async (organization) => ({
      orders: [
        {
          externalId: externalId(),
          personId: await make.person(organization),
          ownerId: await make.user(organization),
          placedAt: '2026-01-01T00:00:00Z',
          lines: [{ title: 'L', quantity: 1, unitPrice: '1' }],
        },
      ],
    }),
  ],
  upsertProducts: [
    upserted('product', 'products', () => ({
      name: 'Q',
      variants: [{ sku: text(), name: 'V', price: '2' }],
    })),
  ],
  updateProduct: [updated('product', { name: 'Q' })],
};
