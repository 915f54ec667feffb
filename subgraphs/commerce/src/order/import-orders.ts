import {
  findExternal,
  type Id,
  noteExternalIds,
  type Tx,
  userError,
  type Written,
  writeRows,
} from '@kith/kernel';
import { customersOfPeople, recomputeFigures } from '../customer/customers-of-people.js';
import { authorize } from '../policy.js';
import { readStore } from '../store/store.js';
import { Order } from './order.entity.js';
import type { ImportOrderLine, ImportOrderRow, ImportOrdersInput } from './order.inputs.js';
import type { PricedLine } from './priced-line.js';
import { tellOfOrder } from './tell-of-order.js';
import { writeOrder } from './write-order.js';

/** Takes over orders that were made elsewhere, as they were; those that are here already stay untouched. */
export async function importOrders(
  tx: Tx,
  { orders, errorPolicy }: ImportOrdersInput,
): Promise<Written<{ order: Order }>[]> {
  authorize(tx.actor, 'order:import');
  const { currencyCode } = await readStore(tx);
  const people = orders.flatMap(({ personId }) => personId ?? []);
  const customers = await customersOfPeople(tx, people, currencyCode);
  const products = await productsByExternalId(tx, orders);
  const imported: Order[] = [];
  const results = await writeRows(tx, { rows: orders, errorPolicy, path: 'orders' }, async (row) => {
    const known = await findExternal(tx, 'Order', row.externalId);
    if (known) return { order: await tx.manager.findOneByOrFail(Order, { id: known }) };
    const order = await writeOrder(
      tx,
      valuesOf(row, customers, currencyCode),
      row.lines.map((line, index) => pricedLine(line, index, products)),
    );
    await noteExternalIds(tx, 'Order', order.id, [row.externalId]);
    imported.push(order);
    return { order };
  });
  const figures = await recomputeFigures(tx, [
    ...new Set(imported.flatMap(({ customerId }) => customerId ?? [])),
  ]);
  for (const order of imported) tellOfOrder(tx, 'order.imported', order, figures);
  return results;
}

function valuesOf(row: ImportOrderRow, customers: ReadonlyMap<Id, Id>, currencyCode: string) {
  const {
    personId = null,
    ownerId = null,
    placedAt,
    status,
    completedAt = null,
    shippingAddress = null,
    billingAddress = null,
  } = row;
  const customerId = personId && (customers.get(personId) as Id);
  const amounts = { freightUnits: row.freight ?? 0n, taxUnits: row.tax ?? 0n };
  return {
    personId,
    ownerId,
    customerId,
    placedAt,
    status,
    completedAt,
    shippingAddress,
    billingAddress,
    currencyCode,
    ...amounts,
  };
}

function pricedLine(line: ImportOrderLine, index: number, products: ReadonlyMap<string, Id>): PricedLine {
  const { product, title, sku = null, quantity, unitPrice, discount } = line;
  const productId = product ? products.get(keyOf(product)) : null;
  if (productId === undefined)
    throw userError('NOT_FOUND', `There is no product ${product?.id} of ${product?.system}`, [
      'lines',
      index,
      'product',
    ]);
  return {
    productId,
    variantId: null,
    title,
    sku,
    quantity,
    unitPriceUnits: unitPrice,
    discountUnits: discount ?? 0n,
  };
}

const keyOf = ({ system, id }: { system: string; id: string }) => JSON.stringify([system, id]);

/** The products that the lines of all rows name, in one statement. */
async function productsByExternalId(tx: Tx, orders: readonly ImportOrderRow[]): Promise<Map<string, Id>> {
  const wanted = orders.flatMap(({ lines }) => lines.flatMap(({ product }) => product ?? []));
  const rows = await tx.query<{ system: string; id: string; node: Id }>(
    `select e.system, e.value as id, e.node_id as node
     from external_id e join unnest($1::text[], $2::text[]) as w(system, value) on e.system = w.system and e.value = w.value
     where e.node_type = 'Product'`,
    [wanted.map(({ system }) => system), wanted.map(({ id }) => id)],
  );
  return new Map(rows.map((row) => [keyOf(row), row.node]));
}
