import type { Id } from '@kith/kernel';
import { Column, ViewEntity } from 'typeorm';
import { Product } from '../product/product.entity.js';

/** A product beside one of the collections that it is in, so that the products of many collections are one statement. */
@ViewEntity({ name: 'product_of_collection', synchronize: false })
export class ProductOfCollection extends Product {
  @Column('uuid')
  collectionId!: Id<'Collection'>;
}
