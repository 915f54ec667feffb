import { type Connection, ConnectionSize, type ListArgs, Needs, type Request } from '@kith/kernel';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Customer } from '../customer/customer.entity.js';
import { customerOfPerson } from '../customer/customer.loaders.js';
import type { Order } from '../order/order.entity.js';
import { orders } from '../order/order.loaders.js';
import { Person } from './person.js';

@Resolver(() => Person)
export class PersonResolver {
  @Needs()
  @FieldResolver(() => Customer, {
    nullable: true,
    description: 'The person as a buyer; null for who never came that far.',
  })
  customer(@Root() person: Person, @Ctx() request: Request): Promise<Customer | null> {
    return customerOfPerson(request).load(person.id);
  }

  @Needs()
  @FieldResolver(() => orders.Connection, { nullable: true, description: 'What they ordered.' })
  @ConnectionSize()
  orders(
    @Root() person: Person,
    @Args(() => orders.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Order>> {
    return orders.listOf(request, 'personId', person.id, args);
  }
}
