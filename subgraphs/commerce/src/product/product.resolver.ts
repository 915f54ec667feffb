import {
  BoundedList,
  type Connection,
  ConnectionSize,
  ExternalId,
  externalIdsOf,
  type Id,
  IdArg,
  type ListArgs,
  Needs,
  type Request,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Product, ProductVariant } from './product.entity.js';
import {
  UpdateProductInput,
  UpdateProductPayload,
  UpsertProductsInput,
  UpsertProductsPayload,
} from './product.inputs.js';
import { productById, products, variantsOf } from './product.loaders.js';
import { updateProduct, upsertProducts } from './write-product.js';

@Resolver(() => Product)
export class ProductResolver {
  @Query(() => Product, { nullable: true, description: 'A product by its id.' })
  product(
    @IdArg('Product', 'id', { description: 'Its id.' }) id: Id<'Product'>,
    @Ctx() request: Request,
  ): Promise<Product | null> {
    return productById(request).load(id);
  }

  @Query(() => products.Connection, { description: 'What the organization sells.' })
  @ConnectionSize()
  products(@Args(() => products.Args) args: ListArgs, @Ctx() request: Request): Promise<Connection<Product>> {
    return products.list(request, args);
  }

  @Needs()
  @FieldResolver(() => [ProductVariant], { description: 'Its variants; at most 100.' })
  @BoundedList(100)
  variants(@Root() product: Product, @Ctx() request: Request): Promise<ProductVariant[]> {
    return variantsOf(request).load(product.id);
  }

  @Needs()
  @FieldResolver(() => [ExternalId], { description: 'Its names in other systems.' })
  @BoundedList(20)
  externalIds(@Root() product: Product, @Ctx() request: Request): Promise<ExternalId[]> {
    return externalIdsOf(request).load(product.id);
  }

  @Mutation(() => UpsertProductsPayload, {
    description: 'Changes or makes many products with their variants.',
  })
  upsertProducts(
    @Arg('input', () => UpsertProductsInput, { description: 'The products.' }) input: UpsertProductsInput,
    @Ctx() request: Request,
  ): Promise<UpsertProductsPayload> {
    return request.mutate(UpsertProductsPayload, async (tx) => ({
      results: await upsertProducts(tx, input),
    }));
  }

  @Mutation(() => UpdateProductPayload, { description: 'Changes a product.' })
  updateProduct(
    @Arg('input', () => UpdateProductInput, { description: 'What to change.' }) input: UpdateProductInput,
    @Ctx() request: Request,
  ): Promise<UpdateProductPayload> {
    return request.mutate(UpdateProductPayload, async (tx) => ({ product: await updateProduct(tx, input) }));
  }
}
