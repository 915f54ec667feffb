import { DateTime, type Id, Money, money, Needs, NodeRow, NodeType } from '@kith/kernel';
import { Field, Int } from 'type-graphql';
import { Column, Entity } from 'typeorm';

@Entity('customer')
@NodeType({
  description: 'A person as a buyer. The figures are computed from the orders that were not cancelled.',
})
export class Customer extends NodeRow {
  @Column('uuid')
  personId!: Id<'Person'>;

  @Field(() => String, { description: 'Unique in the organization: `C-1001`.' })
  @Column('text')
  customerNumber!: string;

  @Column('character', { length: 3 })
  currencyCode!: string;

  @Column('bigint', { default: 0 })
  totalSpentUnits!: bigint;

  @Field(() => Int, { description: 'How many orders.' })
  @Column('integer', { default: 0 })
  orderCount!: number;

  @Field(() => DateTime, { nullable: true, description: 'When the first order was placed.' })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  firstOrderAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the latest order was placed.' })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  lastOrderAt!: Date | null;

  @Needs('totalSpentUnits', 'currencyCode')
  @Field(() => Money, { description: 'The sum of the totals of the orders.' })
  get totalSpent(): Money {
    return money(this.totalSpentUnits, this.currencyCode);
  }

  @Needs('orderCount', 'totalSpentUnits', 'currencyCode')
  @Field(() => Money, {
    nullable: true,
    description: 'What an order comes to on average, rounded down to four decimals; null without orders.',
  })
  get averageOrderValue(): Money | null {
    return this.orderCount === 0
      ? null
      : money(this.totalSpentUnits / BigInt(this.orderCount), this.currencyCode);
  }
}
