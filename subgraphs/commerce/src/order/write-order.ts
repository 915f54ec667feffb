import { insertRow, type Tx } from '@kith/kernel';
import { takeOrderNumbers } from '../store/store.js';
import { Order } from './order.entity.js';
import { lineTotal, orderTotal, type PricedLine } from './priced-line.js';

type OrderValues = Partial<Omit<Order, 'number' | 'totalUnits'>>;

/** Writes an order with its lines under the next number. The lines go in with one statement. */
export async function writeOrder(tx: Tx, values: OrderValues, lines: readonly PricedLine[]): Promise<Order> {
  const totalUnits = orderTotal(lines);
  const number = await takeOrderNumbers(tx, 1);
  const order = await insertRow(tx, Order, { ...values, number, totalUnits } as Order);
  await tx.query(
    `insert into order_line (order_id, position, product_id, variant_id, title, sku, quantity, unit_price_units, discount_units, total_units, currency_code)
     select $1, l.position - 1, l.product_id, l.variant_id, l.title, l.sku, l.quantity, l.unit_price, l.discount, l.total, $2
     from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::integer[], $8::bigint[], $9::bigint[], $10::bigint[]) with ordinality
       as l(product_id, variant_id, title, sku, quantity, unit_price, discount, total, position)`,
    [
      order.id,
      order.currencyCode,
      lines.map((line) => line.productId),
      lines.map((line) => line.variantId),
      lines.map((line) => line.title),
      lines.map((line) => line.sku),
      lines.map((line) => line.quantity),
      lines.map((line) => line.unitPriceUnits),
      lines.map((line) => line.discountUnits),
      lines.map(lineTotal),
    ],
  );
  return order;
}
