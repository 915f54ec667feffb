import {
  BoundedList,
  CountryCode,
  DateTime,
  type Id,
  Money,
  money,
  Needs,
  NodeRow,
  NodeType,
} from '@kith/kernel';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { OrderStatus } from './order-status.js';

registerEnumType(OrderStatus, {
  name: 'OrderStatus',
  description: 'How far an order is.',
  valuesConfig: {
    PLACED: { description: 'It was ordered.' },
    COMPLETED: { description: 'It was delivered.' },
    CANCELLED: { description: 'It was called off; it counts in no figure.' },
  },
});

@ObjectType({ description: 'An address as it was when the order was placed.', simpleResolvers: true })
export class OrderAddress {
  @Field(() => String, { nullable: true, description: 'Who receives it.' })
  name?: string | null;
  @Field(() => [String], {
    description: 'Street, house and what else stands above the city; at most 6 lines.',
  })
  @BoundedList(6)
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

@Entity('sales_order')
@NodeType({ description: 'What somebody bought, at the prices and for the addresses of that moment.' })
export class Order extends NodeRow {
  @Field(() => Int, { description: 'Counts the orders of the organization, without a gap.' })
  @Column('integer')
  number!: number;

  @Field(() => OrderStatus, { description: 'How far it is.' })
  @Column('text')
  status!: OrderStatus;

  @Column('uuid', { nullable: true })
  personId!: Id<'Person'> | null;

  @Column('uuid', { nullable: true })
  customerId!: Id<'Customer'> | null;

  @Column('uuid', { nullable: true })
  ownerId!: Id<'User'> | null;

  @Field(() => DateTime, { description: 'When it was placed.' })
  @Column('timestamp with time zone', { precision: 3 })
  placedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was completed.' })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  completedAt!: Date | null;

  @Column('character', { length: 3 })
  currencyCode!: string;

  @Column('bigint')
  totalUnits!: bigint;

  @Column('bigint', { default: 0 })
  freightUnits!: bigint;

  @Column('bigint', { default: 0 })
  taxUnits!: bigint;

  @Field(() => String, { nullable: true, description: 'What the buyer had to say.' })
  @Column('text', { nullable: true })
  note!: string | null;

  @Field(() => OrderAddress, { nullable: true, description: 'Where it goes.' })
  @Column('jsonb', { nullable: true })
  shippingAddress!: OrderAddress | null;

  @Field(() => OrderAddress, { nullable: true, description: 'Where the invoice goes.' })
  @Column('jsonb', { nullable: true })
  billingAddress!: OrderAddress | null;

  @Needs('totalUnits', 'currencyCode')
  @Field(() => Money, { description: 'The sum of its lines.' })
  get total(): Money {
    return money(this.totalUnits, this.currencyCode);
  }

  @Needs('freightUnits', 'currencyCode')
  @Field(() => Money, { description: 'What carrying it costs, beside the total.' })
  get freight(): Money {
    return money(this.freightUnits, this.currencyCode);
  }

  @Needs('taxUnits', 'currencyCode')
  @Field(() => Money, { description: 'Taxes, beside the total.' })
  get tax(): Money {
    return money(this.taxUnits, this.currencyCode);
  }
}
