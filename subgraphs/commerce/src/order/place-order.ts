import { type Id, once, type Tx, userError } from '@kith/kernel';
import { customersOfPeople, recomputeFigures } from '../customer/customers-of-people.js';
import { authorize } from '../policy.js';
import { readStore } from '../store/store.js';
import { Order } from './order.entity.js';
import type { PlaceOrderInput, PlaceOrderLine } from './order.inputs.js';
import { OrderStatus } from './order-status.js';
import type { PricedLine } from './priced-line.js';
import { tellOfOrder } from './tell-of-order.js';
import { writeOrder } from './write-order.js';

/** Places an order at present prices; the buyer becomes a customer. One idempotency key places one order. */
export async function placeOrder(tx: Tx, input: PlaceOrderInput): Promise<Order> {
  authorize(tx.actor, 'order:place');
  const { idempotencyKey, lines, personId = null, ...rest } = input;
  const { id } = await once(tx, { key: idempotencyKey, operation: 'placeOrder', input }, async () => {
    const { currencyCode } = await readStore(tx);
    const priced = await pricedLines(tx, lines);
    const customerId =
      personId && ((await customersOfPeople(tx, [personId], currencyCode)).get(personId) as Id);
    const values = {
      ...rest,
      personId,
      customerId,
      currencyCode,
      status: OrderStatus.PLACED,
      placedAt: new Date(),
      ownerId: tx.actor.userId,
    };
    const order = await writeOrder(tx, values, priced);
    const figures = await recomputeFigures(tx, customerId ? [customerId] : []);
    tellOfOrder(tx, 'order.placed', order, figures);
    return { id: order.id };
  });
  return tx.manager.findOneByOrFail(Order, { id });
}

async function pricedLines(tx: Tx, lines: readonly PlaceOrderLine[]): Promise<PricedLine[]> {
  const variants = await tx.query<Omit<PricedLine, 'quantity' | 'discountUnits'> & { variantId: Id }>(
    `select v.id as "variantId", v.product_id as "productId", v.sku, v.price_units as "unitPriceUnits",
       case when v.name = p.name then p.name else p.name || ', ' || v.name end as title
     from product_variant v join product p on p.id = v.product_id
     where v.id = any($1::uuid[]) and p.status = 'ACTIVE'`,
    [lines.map((line) => line.variantId)],
  );
  const byId = new Map(variants.map((variant) => [variant.variantId, variant]));
  return lines.map(({ variantId, quantity }, index) => {
    const variant = byId.get(variantId);
    if (!variant) throw userError('NOT_FOUND', 'No such variant is sold', ['lines', index, 'variantId']);
    return { ...variant, quantity, discountUnits: 0n };
  });
}
