import { type Id, Money, money, Needs, OrganizationColumn, type Uuid } from '@kith/kernel';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('order_line')
@ObjectType({
  description: 'A line of an order. Title, sku and price are those of the moment when it was placed.',
  simpleResolvers: true,
})
export class OrderLine {
  @OrganizationColumn()
  organizationId!: Uuid;

  @PrimaryColumn('uuid')
  orderId!: Id<'Order'>;

  @Field(() => Int, { description: 'Where it stands in the order, from 0.' })
  @PrimaryColumn('integer')
  position!: number;

  @Column('uuid', { nullable: true })
  productId!: Id<'Product'> | null;

  @Column('uuid', { nullable: true })
  variantId!: Id<'ProductVariant'> | null;

  @Field(() => String, { description: 'What it was called.' })
  @Column('text')
  title!: string;

  @Field(() => String, { nullable: true, description: 'Its number in stock.' })
  @Column('text', { nullable: true })
  sku!: string | null;

  @Field(() => Int, { description: 'How many.' })
  @Column('integer')
  quantity!: number;

  @Column('bigint')
  unitPriceUnits!: bigint;

  @Column('bigint', { default: 0 })
  discountUnits!: bigint;

  @Column('bigint')
  totalUnits!: bigint;

  @Column('character', { length: 3 })
  currencyCode!: string;

  @Needs('unitPriceUnits', 'currencyCode')
  @Field(() => Money, { description: 'What one cost.' })
  get unitPrice(): Money {
    return money(this.unitPriceUnits, this.currencyCode);
  }

  @Needs('discountUnits', 'currencyCode')
  @Field(() => Money, { description: 'What was taken off the line.' })
  get discount(): Money {
    return money(this.discountUnits, this.currencyCode);
  }

  @Needs('totalUnits', 'currencyCode')
  @Field(() => Money, { description: 'Quantity times unit price, less the discount.' })
  get total(): Money {
    return money(this.totalUnits, this.currencyCode);
  }
}
