import { ForeignId, ForeignNode, type Id } from '@kith/kernel';

@ForeignNode()
export class Order {
  @ForeignId()
  id!: Id<'Order'>;
}
