import {
  BoundedList,
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
import { Product, ProductStatus } from './product.entity.js';

@InputType({ description: 'One way to name a product: give exactly one.' })
export class ProductBy {
  @IdField('Product', { nullable: true, description: 'By its id.' })
  id?: Id<'Product'> | null;
  @Field(() => ExternalIdInput, { nullable: true, description: 'By its name in another system.' })
  externalId?: ExternalIdInput | null;
}

@InputType({ description: 'A variant of a product; the one with its sku is changed, or it is made.' })
export class VariantInput {
  @Field(() => String, { description: 'Its number in stock.' })
  sku!: string;
  @Field(() => String, { description: 'What sets it apart.' })
  name!: string;
  @Field(() => Decimal, { description: 'What it costs, in the currency of the store.' })
  price!: bigint;
}

@InputType({ description: 'What is known of a product.' })
export class ProductInput {
  @Field(() => String, { description: 'What it is called.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'What it is.' })
  description?: string | null;
  @Field(() => ProductStatus, { nullable: true, description: 'Whether it is sold; it is, unless said.' })
  status?: ProductStatus | null;
  @Field(() => [VariantInput], { description: 'Its variants; at most 100.' })
  @Most(100)
  variants!: VariantInput[];
  @Field(() => [String], {
    nullable: true,
    description: 'The names of the collections that it is in; at most 20. Those that are missing are made.',
  })
  @Most(20)
  collections?: string[] | null;
}

@InputType({ description: 'A product to change or, when there is none, to make.' })
export class UpsertProductRow {
  @Field(() => ProductBy, { description: 'Which product.' })
  by!: ProductBy;
  @Field(() => ProductInput, { description: 'What is known of it.' })
  product!: ProductInput;
}

@InputType({ description: 'Products to change or make; at most 250.' })
export class UpsertProductsInput {
  @Field(() => [UpsertProductRow], { description: 'A row for each product.' })
  products!: UpsertProductRow[];
  @Field(() => ErrorPolicy, {
    defaultValue: ErrorPolicy.REJECT_ALL,
    description: 'What a mistake in a row does to the others.',
  })
  errorPolicy!: ErrorPolicy;
}

@InputType({ description: 'Changes of a product; what is not given stays.' })
export class UpdateProductInput {
  @IdField('Product', { description: 'Which product.' })
  id!: Id<'Product'>;
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
  @Field(() => String, { nullable: true, description: 'Another name.' })
  name?: string | null;
  @Field(() => String, { nullable: true, description: 'What it is.' })
  description?: string | null;
  @Field(() => ProductStatus, { nullable: true, description: 'Whether it is sold.' })
  status?: ProductStatus | null;
}

@ObjectType({ description: 'The changed product.' })
export class UpdateProductPayload extends Payload {
  @Field(() => Product, { nullable: true, description: 'The product, when it was changed.' })
  product?: Product;
}

@ObjectType({ description: 'What became of one row.' })
export class UpsertProductResult extends RowResult {
  @Field(() => Product, { nullable: true, description: 'The product, when it was written.' })
  product?: Product;
}

@ObjectType({ description: 'What became of the rows.' })
export class UpsertProductsPayload extends Payload {
  @Field(() => [UpsertProductResult], { description: 'A result for each row, in their order.' })
  @BoundedList(250)
  results: UpsertProductResult[] = [];
}
