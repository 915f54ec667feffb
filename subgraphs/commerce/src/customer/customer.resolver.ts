import {
  type Connection,
  ConnectionSize,
  type Id,
  IdArg,
  type ListArgs,
  Needs,
  type Request,
  referenceTo,
} from '@kith/kernel';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Person } from '../foreign/person.js';
import type { Order } from '../order/order.entity.js';
import { orders } from '../order/order.loaders.js';
import { Customer } from './customer.entity.js';
import { customerById, customers } from './customer.loaders.js';

@Resolver(() => Customer)
export class CustomerResolver {
  @Query(() => Customer, { nullable: true, description: 'A customer by their id.' })
  customer(
    @IdArg('Customer', 'id', { description: 'Their id.' }) id: Id<'Customer'>,
    @Ctx() request: Request,
  ): Promise<Customer | null> {
    return customerById(request).load(id);
  }

  @Query(() => customers.Connection, { description: 'The customers of the organization.' })
  @ConnectionSize()
  customers(
    @Args(() => customers.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Customer>> {
    return customers.list(request, args);
  }

  @Needs('personId')
  @FieldResolver(() => Person, { nullable: true, description: 'Who it is.' })
  person(@Root() customer: Customer, @Ctx() request: Request): Promise<Person | null> {
    return referenceTo(request, customer.personId);
  }

  @Needs()
  @FieldResolver(() => orders.Connection, { description: 'Their orders.' })
  @ConnectionSize()
  orders(
    @Root() customer: Customer,
    @Args(() => orders.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Order>> {
    return orders.listOf(request, 'customerId', customer.id, args);
  }
}
