import { ForeignId, ForeignNode, type Id } from '@kith/kernel';

@ForeignNode()
export class Product {
  @ForeignId()
  id!: Id<'Product'>;
}
