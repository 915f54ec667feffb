import {
  Direction,
  entityLoader,
  filterable,
  hydrate,
  type Id,
  type ListingOptions,
  listing,
  rowsLoader,
  tableOf,
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
      `select ${tableOf(snapshot, ProductVariant).columns('v', ['productId'])}
       from product_variant v where v.product_id = any($1::uuid[]) order by v.product_id, v.id`,
      [productIds],
    );
    return hydrate(ProductVariant, rows);
  },
  (variant) => variant.productId,
);
