import {
  type Connection,
  ConnectionSize,
  type Id,
  IdArg,
  type ListArgs,
  Needs,
  type Request,
} from '@kith/kernel';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Product } from '../product/product.entity.js';
import { products } from '../product/product.loaders.js';
import { Collection } from './collection.entity.js';
import { collectionById, collections, productsOfCollections } from './collection.loaders.js';

@Resolver(() => Collection)
export class CollectionResolver {
  @Query(() => Collection, { nullable: true, description: 'A collection by its id.' })
  collection(
    @IdArg('Collection', 'id', { description: 'Its id.' }) id: Id<'Collection'>,
    @Ctx() request: Request,
  ): Promise<Collection | null> {
    return collectionById(request).load(id);
  }

  @Query(() => collections.Connection, { description: 'The collections of products.' })
  @ConnectionSize()
  collections(
    @Args(() => collections.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Collection>> {
    return collections.list(request, args);
  }

  @Needs()
  @FieldResolver(() => products.Connection, { description: 'The products in it.' })
  @ConnectionSize()
  products(
    @Root() collection: Collection,
    @Args(() => products.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Product>> {
    return productsOfCollections.listOf(request, 'collectionId', collection.id, args);
  }
}
