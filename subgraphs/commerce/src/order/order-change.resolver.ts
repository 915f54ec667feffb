import {
  AfterArg,
  changeTypeOf,
  describeWatch,
  type Feed,
  type Id,
  IdArg,
  type NodeDelivery,
  type Request,
} from '@kith/kernel';
import { Ctx, Resolver, Root, Subscription } from 'type-graphql';
import { Order } from './order.entity.js';
import { orderById } from './order.loaders.js';
import { type WatchedOrders, watchOrders } from './watch-orders.js';

const OrderChange = changeTypeOf('Order', 'order', () => Order);

@Resolver()
export class OrderChangeResolver {
  @Subscription(() => OrderChange, {
    description: describeWatch('Each change of orders and their lines'),
    subscribe: ({ args, context }) => watchOrders(context as Feed, args as WatchedOrders),
  })
  orderChanged(
    @Root() change: NodeDelivery,
    @IdArg('Order', 'id', { nullable: true, description: 'Only this order.' })
    _id: Id<'Order'> | null | undefined,
    @IdArg('Person', 'personId', {
      nullable: true,
      description: 'Only orders of this person, also after they were merged into another.',
    })
    _personId: Id<'Person'> | null | undefined,
    @AfterArg() _after: string | null | undefined,
    @Ctx() request: Request,
  ): object {
    return { ...change, order: () => orderById(request).load(change.id) };
  }
}
