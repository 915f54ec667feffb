import { graphql } from '@kith/schema';
import type { Client } from '../client.js';
import { cell, type Row, readCsv } from '../csv.js';

const upsertProducts = graphql(`
  mutation DemoProducts($input: UpsertProductsInput!) {
    upsertProducts(input: $input) { results { product { id } } userErrors { message } }
  }
`);

/** The products, each in the collection of its category; the rows of the products by their id. */
export async function loadProducts(client: Client): Promise<Map<string, Row>> {
  const categories = new Map(
    readCsv('northwind/categories.csv').map((row) => [row.category_id, cell(row, 'category_name')]),
  );
  const rows = readCsv('northwind/products.csv');
  const products = rows.map((row) => ({
    by: { externalId: { system: 'northwind', id: cell(row, 'product_id') } },
    product: {
      name: cell(row, 'product_name'),
      description: row.quantity_per_unit,
      status: row.discontinued === '1' ? ('ARCHIVED' as const) : ('ACTIVE' as const),
      collections: [categories.get(row.category_id ?? '') ?? 'Other'],
      variants: [{ sku: skuOf(row), name: cell(row, 'product_name'), price: cell(row, 'unit_price') }],
    },
  }));
  await client(upsertProducts, { input: { products } });
  return new Map(rows.map((row) => [cell(row, 'product_id'), row]));
}

export function skuOf(product: Row): string {
  return `NW-${cell(product, 'product_id')}`;
}
