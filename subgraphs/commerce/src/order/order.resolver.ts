import {
  BoundedList,
  type Connection,
  ConnectionSize,
  ExternalId,
  externalIdsOf,
  type ListArgs,
  Needs,
  type Request,
  referenceTo,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Customer } from '../customer/customer.entity.js';
import { customerById } from '../customer/customer.loaders.js';
import { Person } from '../foreign/person.js';
import { User } from '../foreign/user.js';
import { May } from '../policy.js';
import { Product, ProductVariant } from '../product/product.entity.js';
import { productById, variantById } from '../product/product.loaders.js';
import { findOrder } from './find-order.js';
import { importOrders } from './import-orders.js';
import { cancelOrder, completeOrder } from './move-order.js';
import { Order } from './order.entity.js';
import {
  CancelOrderInput,
  CancelOrderPayload,
  CompleteOrderInput,
  CompleteOrderPayload,
  ImportOrdersInput,
  ImportOrdersPayload,
  OrderBy,
  PlaceOrderInput,
  PlaceOrderPayload,
} from './order.inputs.js';
import { linesOf, orderById, orders } from './order.loaders.js';
import { OrderLine } from './order-line.entity.js';
import { placeOrder } from './place-order.js';

@Resolver(() => Order)
export class OrderResolver {
  @Query(() => Order, { nullable: true, description: 'An order, by one of several keys.' })
  async order(
    @Arg('by', () => OrderBy, { description: 'Exactly one key.' }) by: OrderBy,
    @Ctx() request: Request,
  ): Promise<Order | null> {
    const id = await findOrder(request.snapshot, by);
    return id ? orderById(request).load(id) : null;
  }

  @Query(() => orders.Connection, { description: 'The orders of the organization, the latest first.' })
  @ConnectionSize()
  orders(@Args(() => orders.Args) args: ListArgs, @Ctx() request: Request): Promise<Connection<Order>> {
    return orders.list(request, args);
  }

  @Needs()
  @FieldResolver(() => [OrderLine], { description: 'Its lines; at most 500.' })
  @BoundedList(500)
  lines(@Root() order: Order, @Ctx() request: Request): Promise<OrderLine[]> {
    return linesOf(request).load(order.id);
  }

  @Needs('personId')
  @FieldResolver(() => Person, { nullable: true, description: 'Who bought.' })
  person(@Root() order: Order, @Ctx() request: Request): Promise<Person | null> {
    return referenceTo(request, order.personId);
  }

  @Needs('ownerId')
  @FieldResolver(() => User, { nullable: true, description: 'Who sold.' })
  owner(@Root() order: Order): User | null {
    return order.ownerId ? { id: order.ownerId } : null;
  }

  @Needs('customerId')
  @FieldResolver(() => Customer, { nullable: true, description: 'The buyer as a customer.' })
  customer(@Root() order: Order, @Ctx() request: Request): Promise<Customer | null> | null {
    return order.customerId ? customerById(request).load(order.customerId) : null;
  }

  @Needs()
  @FieldResolver(() => [ExternalId], { description: 'Its names in other systems.' })
  @BoundedList(20)
  externalIds(@Root() order: Order, @Ctx() request: Request): Promise<ExternalId[]> {
    return externalIdsOf(request).load(order.id);
  }

  @Mutation(() => PlaceOrderPayload, { description: 'Places an order at present prices.' })
  @May('order:place')
  placeOrder(
    @Arg('input', () => PlaceOrderInput, { description: 'What is bought, and by whom.' })
    input: PlaceOrderInput,
    @Ctx() request: Request,
  ): Promise<PlaceOrderPayload> {
    return request.mutate(PlaceOrderPayload, async (tx) => ({ order: await placeOrder(tx, input) }));
  }

  @Mutation(() => CompleteOrderPayload, { description: 'Completes an order that was placed.' })
  @May('order:update')
  completeOrder(
    @Arg('input', () => CompleteOrderInput, { description: 'Which order.' }) input: CompleteOrderInput,
    @Ctx() request: Request,
  ): Promise<CompleteOrderPayload> {
    return request.mutate(CompleteOrderPayload, async (tx) => ({ order: await completeOrder(tx, input) }));
  }

  @Mutation(() => CancelOrderPayload, { description: 'Calls off an order that was placed.' })
  @May('order:update')
  cancelOrder(
    @Arg('input', () => CancelOrderInput, { description: 'Which order.' }) input: CancelOrderInput,
    @Ctx() request: Request,
  ): Promise<CancelOrderPayload> {
    return request.mutate(CancelOrderPayload, async (tx) => ({ order: await cancelOrder(tx, input) }));
  }

  @Mutation(() => ImportOrdersPayload, {
    description: 'Takes over orders that were made elsewhere. For admins.',
  })
  @May('order:import')
  importOrders(
    @Arg('input', () => ImportOrdersInput, { description: 'The orders.' }) input: ImportOrdersInput,
    @Ctx() request: Request,
  ): Promise<ImportOrdersPayload> {
    return request.mutate(ImportOrdersPayload, async (tx) => ({ results: await importOrders(tx, input) }));
  }
}

@Resolver(() => OrderLine)
export class OrderLineResolver {
  @Needs('productId')
  @FieldResolver(() => Product, {
    nullable: true,
    description: 'The product as it is now; null when it is not known here.',
  })
  product(@Root() line: OrderLine, @Ctx() request: Request): Promise<Product | null> | null {
    return line.productId ? productById(request).load(line.productId) : null;
  }

  @Needs('variantId')
  @FieldResolver(() => ProductVariant, {
    nullable: true,
    description: 'The variant as it is now; null when it is not known here.',
  })
  variant(@Root() line: OrderLine, @Ctx() request: Request): Promise<ProductVariant | null> | null {
    return line.variantId ? variantById(request).load(line.variantId) : null;
  }
}
