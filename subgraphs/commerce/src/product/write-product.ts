import {
  changeRow,
  findExternal,
  insertRow,
  lockRow,
  noteExternalIds,
  requireText,
  type Tx,
  theOneOf,
  userError,
  type Written,
  writeRows,
} from '@kith/kernel';
import { authorize } from '../policy.js';
import { readStore } from '../store/store.js';
import { Product, ProductStatus } from './product.entity.js';
import type { ProductBy, ProductInput, UpdateProductInput, UpsertProductsInput } from './product.inputs.js';

export async function upsertProducts(
  tx: Tx,
  { products, errorPolicy }: UpsertProductsInput,
): Promise<Written<{ product: Product }>[]> {
  authorize(tx.actor, 'product:write');
  const { currencyCode } = await readStore(tx);
  return writeRows(tx, { rows: products, errorPolicy, path: 'products' }, async ({ by, product: input }) => {
    const product = await writeProduct(tx, by, input);
    await writeVariants(tx, product, input, currencyCode);
    await putIntoCollections(tx, product, input.collections);
    return { product };
  });
}

export async function updateProduct(
  tx: Tx,
  { id, expectedVersion, name, description, status }: UpdateProductInput,
): Promise<Product> {
  authorize(tx.actor, 'product:write');
  const changes = {
    name: name == null ? undefined : requireText(name, 'name'),
    description,
    status: status ?? undefined,
  };
  return changeRow(tx, Product, { id, expectedVersion }, changes);
}

async function writeProduct(
  tx: Tx,
  by: ProductBy,
  { name, description = null, status }: ProductInput,
): Promise<Product> {
  const values = { name: requireText(name, 'name'), description, status: status ?? ProductStatus.ACTIVE };
  const [key, value] = theOneOf(by);
  const id =
    key === 'id'
      ? (value as string)
      : await findExternal(tx, 'Product', value as NonNullable<ProductBy['externalId']>);
  if (key === 'id') await lockRow(tx, Product, id as string, ['by', 'id']);
  if (id) return changeRow(tx, Product, { id }, values);
  const product = await insertRow<Product>(tx, Product, values);
  await noteExternalIds(tx, 'Product', product.id, [value as NonNullable<ProductBy['externalId']>]);
  return product;
}

async function writeVariants(
  tx: Tx,
  { id }: Product,
  { variants }: ProductInput,
  currencyCode: string,
): Promise<void> {
  if (variants.length === 0)
    throw userError('REQUIRED', 'A product has at least one variant', ['product', 'variants']);
  for (const [index, { sku, name, price }] of variants.entries()) {
    const path = ['product', 'variants', index];
    if (price < 0n) throw userError('INVALID', 'A price is not negative', [...path, 'price']);
    const written = await tx.query(
      `insert into product_variant as v (product_id, sku, name, price_units, currency_code) values ($1, $2, $3, $4, $5)
       on conflict (organization_id, sku) do update
         set name = excluded.name, price_units = excluded.price_units, version = v.version + 1, updated_at = now()
         where v.product_id = excluded.product_id
       returning id`,
      [id, sku, name, price, currencyCode],
    );
    if (written.length === 0)
      throw userError('UNIQUE', `The sku ${sku} belongs to another product`, [...path, 'sku']);
  }
}

async function putIntoCollections(
  tx: Tx,
  { id }: Product,
  names: readonly string[] | null | undefined,
): Promise<void> {
  if (!names) return;
  await tx.query(`insert into collection (name) select unnest($1::text[]) on conflict do nothing`, [names]);
  await tx.query(`delete from collection_product where product_id = $1`, [id]);
  await tx.query(
    `insert into collection_product (collection_id, product_id) select id, $1 from collection where name = any($2::text[])`,
    [id, names],
  );
}
