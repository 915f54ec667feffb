import { graphql } from '@kith/schema';
import { inBatches } from '../batches.js';
import type { Client } from '../client.js';
import { countryCodes } from '../countries.js';
import { cell, type Row, readCsv } from '../csv.js';
import { discountAmount } from './exact.js';
import type { Partner } from './people.js';
import { skuOf } from './products.js';

const importOrders = graphql(`
  mutation DemoOrders($input: ImportOrdersInput!) {
    importOrders(input: $input) { results { order { id } } userErrors { message } }
  }
`);

interface OrderSources {
  readonly partners: ReadonlyMap<string, Partner>;
  readonly products: ReadonlyMap<string, Row>;
  /** The users who are Northwind's employees, by their numbers. */
  readonly employees: ReadonlyMap<string, string>;
  readonly say: (line: string) => void;
}

/** All orders, with their dates, prices and discounts. */
export async function loadOrders(
  client: Client,
  { partners, products, employees, say }: OrderSources,
): Promise<void> {
  const lines = Map.groupBy(readCsv('northwind/order_details.csv'), (row) => cell(row, 'order_id'));
  const orders = readCsv('northwind/orders.csv').map((row) => ({
    externalId: { system: 'northwind', id: cell(row, 'order_id') },
    personId: partners.get(cell(row, 'customer_id'))?.personId,
    ownerId: employees.get(cell(row, 'employee_id')),
    placedAt: midnight(cell(row, 'order_date')),
    status: row.shipped_date ? ('COMPLETED' as const) : ('PLACED' as const),
    completedAt: row.shipped_date ? midnight(row.shipped_date) : null,
    freight: row.freight,
    shippingAddress: shippingAddress(row),
    lines: (lines.get(cell(row, 'order_id')) ?? []).map((line) => lineOf(line, products)),
  }));
  let loaded = 0;
  for (const batch of inBatches(orders)) {
    await client(importOrders, { input: { orders: batch } });
    loaded += batch.length;
    say(`Northwind: ${loaded} of ${orders.length} orders`);
  }
}

function lineOf(line: Row, products: ReadonlyMap<string, Row>) {
  const productId = cell(line, 'product_id');
  const product = products.get(productId);
  const [unitPrice, quantity] = [cell(line, 'unit_price'), Number(cell(line, 'quantity'))];
  return {
    product: { system: 'northwind', id: productId },
    title: product ? cell(product, 'product_name') : productId,
    sku: product && skuOf(product),
    quantity,
    unitPrice,
    discount: discountAmount(unitPrice, quantity, cell(line, 'discount')),
  };
}

function shippingAddress(row: Row) {
  return {
    name: row.ship_name,
    lines: cell(row, 'ship_address').split('\\n'),
    city: row.ship_city,
    stateProvince: row.ship_region,
    postalCode: row.ship_postal_code,
    countryCode: countryCodes[row.ship_country ?? ''] ?? null,
  };
}

function midnight(day: string): string {
  return `${day}T00:00:00.000Z`;
}
