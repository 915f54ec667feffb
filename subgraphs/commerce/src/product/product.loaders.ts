import {
  Direction,
  entityLoader,
  filterable,
  hydrate,
  type Id,
  type ListingOptions,
  listing,
  rowsLoader,
} from '@kith/kernel';
import { Product, ProductStatus, ProductVariant } from './product.entity.js';

export const productById = entityLoader(Product);
export const variantById = entityLoader(ProductVariant);

export const productList: ListingOptions = {
  name: 'Product',
  filter: {
    name: filterable.text(),
    status: filterable.choice('ProductStatus', ProductStatus),
    createdAt: filterable.instant(),
  },
  orderBy: ['name', 'createdAt'],
  defaultOrder: [{ field: 'name', direction: Direction.ASC }],
};
export const products = listing(Product, productList);

export const variantsOf = rowsLoader(
  async (snapshot, productIds: readonly Id[]) => {
    const rows = await snapshot.query<ProductVariant>(
      `select id, version, created_at as "createdAt", updated_at as "updatedAt", product_id as "productId", sku, name,
         price_units as "priceUnits", currency_code as "currencyCode"
       from product_variant where product_id = any($1::uuid[]) order by product_id, id`,
      [productIds],
    );
    return hydrate(ProductVariant, rows);
  },
  (variant) => variant.productId,
);
