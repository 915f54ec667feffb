import {
  BoundedList,
  CountryCode,
  DateTime,
  Decimal,
  ErrorPolicy,
  ExternalIdInput,
  type Id,
  IdField,
  Most,
  Payload,
  RowResult,
} from '@kith/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Order } from './order.entity.js';
import { OrderStatus } from './order-status.js';

@InputType({ description: 'One way to name an order: give exactly one.' })
export class OrderBy {
  @IdField('Order', { nullable: true, description: 'By its id.' })
  id?: Id<'Order'> | null;
  @Field(() => Int, { nullable: true, description: 'By its number.' })
  number?: number | null;
  @Field(() => ExternalIdInput, { nullable: true, description: 'By its name in another system.' })
  externalId?: ExternalIdInput | null;
}

@InputType({ description: 'An address of an order; it is copied into it.' })
export class OrderAddressInput {
  @Field(() => String, { nullable: true, description: 'Who receives it.' })
  name?: string | null;
  @Field(() => [String], {
    description: 'Street, house and what else stands above the city; at most 6 lines.',
  })
  @Most(6)
  lines!: string[];
  @Field(() => String, { nullable: true, description: 'City.' })
  city?: string | null;
  @Field(() => String, { nullable: true, description: 'State or province.' })
  stateProvince?: string | null;
  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postalCode?: string | null;
  @Field(() => CountryCode, { nullable: true, description: 'Country.' })
  countryCode?: string | null;
}

@InputType({ description: 'A line of a new order.' })
export class PlaceOrderLine {
  @IdField('ProductVariant', { description: 'What is bought, at its present price.' })
  variantId!: Id<'ProductVariant'>;
  @Field(() => Int, { description: 'How many; at least 1.' })
  quantity!: number;
}

@InputType({ description: 'A new order.' })
export class PlaceOrderInput {
  @IdField('Person', { nullable: true, description: 'Who buys.' })
  personId?: Id<'Person'> | null;
  @Field(() => [PlaceOrderLine], { description: 'What is bought; at most 500 lines.' })
  @Most(500)
  lines!: PlaceOrderLine[];
  @Field(() => OrderAddressInput, { nullable: true, description: 'Where it goes.' })
  shippingAddress?: OrderAddressInput | null;
  @Field(() => OrderAddressInput, { nullable: true, description: 'Where the invoice goes.' })
  billingAddress?: OrderAddressInput | null;
  @Field(() => String, { nullable: true, description: 'What the buyer has to say.' })
  note?: string | null;
  @Field(() => String, { description: 'The same key with the same input places no second order.' })
  @Most(255)
  idempotencyKey!: string;
}

@InputType({ description: 'An order to complete or to cancel.' })
export class CompleteOrderInput {
  @IdField('Order', { description: 'Which order.' })
  id!: Id<'Order'>;
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
}

@InputType({ description: 'An order to call off.' })
export class CancelOrderInput extends CompleteOrderInput {}

@InputType({ description: 'A line of an order that was made elsewhere.' })
export class ImportOrderLine {
  @Field(() => ExternalIdInput, {
    nullable: true,
    description: 'The product, by its name in another system.',
  })
  product?: ExternalIdInput | null;
  @Field(() => String, { description: 'What it was called.' })
  title!: string;
  @Field(() => String, { nullable: true, description: 'Its number in stock.' })
  sku?: string | null;
  @Field(() => Int, { description: 'How many; at least 1.' })
  quantity!: number;
  @Field(() => Decimal, { description: 'What one cost.' })
  unitPrice!: bigint;
  @Field(() => Decimal, { nullable: true, description: 'What was taken off the line.' })
  discount?: bigint | null;
}

@InputType({ description: 'An order that was made elsewhere.' })
export class ImportOrderRow {
  @Field(() => ExternalIdInput, { description: 'Its name there. An order that has it is left as it is.' })
  externalId!: ExternalIdInput;
  @IdField('Person', { nullable: true, description: 'Who bought.' })
  personId?: Id<'Person'> | null;
  @IdField('User', { nullable: true, description: 'Who sold.' })
  ownerId?: Id<'User'> | null;
  @Field(() => DateTime, { description: 'When it was placed.' })
  placedAt!: Date;
  @Field(() => OrderStatus, { defaultValue: OrderStatus.COMPLETED, description: 'How far it is.' })
  status!: OrderStatus;
  @Field(() => DateTime, { nullable: true, description: 'When it was completed.' })
  completedAt?: Date | null;
  @Field(() => Decimal, { nullable: true, description: 'What carrying it cost, beside the total.' })
  freight?: bigint | null;
  @Field(() => Decimal, { nullable: true, description: 'Taxes, beside the total.' })
  tax?: bigint | null;
  @Field(() => OrderAddressInput, { nullable: true, description: 'Where it went.' })
  shippingAddress?: OrderAddressInput | null;
  @Field(() => OrderAddressInput, { nullable: true, description: 'Where the invoice went.' })
  billingAddress?: OrderAddressInput | null;
  @Field(() => [ImportOrderLine], { description: 'What was bought; at most 500 lines.' })
  @Most(500)
  lines!: ImportOrderLine[];
}

@InputType({ description: 'Orders that were made elsewhere; at most 250.' })
export class ImportOrdersInput {
  @Field(() => [ImportOrderRow], { description: 'A row for each order.' })
  orders!: ImportOrderRow[];
  @Field(() => ErrorPolicy, {
    defaultValue: ErrorPolicy.REJECT_ALL,
    description: 'What a mistake in a row does to the others.',
  })
  errorPolicy!: ErrorPolicy;
}

@ObjectType()
abstract class OrderPayload extends Payload {
  @Field(() => Order, { nullable: true, description: 'The order, when it was written.' })
  order?: Order;
}

@ObjectType({ description: 'The new order.' })
export class PlaceOrderPayload extends OrderPayload {}

@ObjectType({ description: 'The completed order.' })
export class CompleteOrderPayload extends OrderPayload {}

@ObjectType({ description: 'The cancelled order.' })
export class CancelOrderPayload extends OrderPayload {}

@ObjectType({ description: 'What became of one row.' })
export class ImportOrderResult extends RowResult {
  @Field(() => Order, { nullable: true, description: 'The order, when it is there.' })
  order?: Order;
}

@ObjectType({ description: 'What became of the rows.' })
export class ImportOrdersPayload extends Payload {
  @Field(() => [ImportOrderResult], { description: 'A result for each row, in their order.' })
  @BoundedList(250)
  results: ImportOrderResult[] = [];
}
