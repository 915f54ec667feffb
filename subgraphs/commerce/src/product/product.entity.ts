import { type Id, Money, money, Needs, NodeRow, NodeType } from '@kith/kernel';
import { Field, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';

export enum ProductStatus {
  DRAFT = 'DRAFT',
  ACTIVE = 'ACTIVE',
  ARCHIVED = 'ARCHIVED',
}
registerEnumType(ProductStatus, {
  name: 'ProductStatus',
  description: 'Whether a product is sold.',
  valuesConfig: {
    DRAFT: { description: 'Not yet.' },
    ACTIVE: { description: 'It is.' },
    ARCHIVED: { description: 'No longer.' },
  },
});

@Entity('product')
@NodeType({ description: 'Something that is sold, in one or more variants.' })
export class Product extends NodeRow {
  @Field(() => String, { description: 'What it is called.' })
  @Column('text')
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is.' })
  @Column('text', { nullable: true })
  description!: string | null;

  @Field(() => ProductStatus, { description: 'Whether it is sold.' })
  @Column('text', { default: ProductStatus.ACTIVE })
  status!: ProductStatus;
}

@Entity('product_variant')
@NodeType({ description: 'What is put into an order: a product in one size, colour or pack.' })
export class ProductVariant extends NodeRow {
  @Column('uuid')
  productId!: Id<'Product'>;

  @Field(() => String, { description: 'Its number in stock, unique in the organization.' })
  @Column('text')
  sku!: string;

  @Field(() => String, { description: 'What sets it apart.' })
  @Column('text')
  name!: string;

  @Column('bigint')
  priceUnits!: bigint;

  @Column('character', { length: 3 })
  currencyCode!: string;

  @Needs('priceUnits', 'currencyCode')
  @Field(() => Money, { description: 'What it costs now.' })
  get price(): Money {
    return money(this.priceUnits, this.currencyCode);
  }
}
