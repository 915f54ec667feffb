import { Direction, entityLoader, filterable, listing } from '@kith/kernel';
import { productList } from '../product/product.loaders.js';
import { Collection } from './collection.entity.js';
import { ProductOfCollection } from './product-of-collection.entity.js';

export const collectionById = entityLoader(Collection);

/** Takes the arguments of `products` and answers its connection: only the statement differs. */
export const productsOfCollections = listing(ProductOfCollection, productList);

export const collections = listing(Collection, {
  name: 'Collection',
  filter: { name: filterable.text() },
  orderBy: ['name', 'createdAt'],
  defaultOrder: [{ field: 'name', direction: Direction.ASC }],
});
