import { defineSubgraph } from '@kith/kernel';
import { Collection } from './collection/collection.entity.js';
import { collectionById } from './collection/collection.loaders.js';
import { CollectionResolver } from './collection/collection.resolver.js';
import { ProductOfCollection } from './collection/product-of-collection.entity.js';
import { Customer } from './customer/customer.entity.js';
import { customerById } from './customer/customer.loaders.js';
import { CustomerResolver } from './customer/customer.resolver.js';
import { onPersonCreated } from './customer/on-person-created.js';
import { events } from './events.js';
import { onPeopleMerged } from './foreign/on-people-merged.js';
import { PersonResolver } from './foreign/person.resolver.js';
import { Sales } from './migrations/sales.js';
import { Order } from './order/order.entity.js';
import { orderById } from './order/order.loaders.js';
import { OrderLineResolver, OrderResolver } from './order/order.resolver.js';
import { OrderChangeResolver } from './order/order-change.resolver.js';
import { OrderLine } from './order/order-line.entity.js';
import { rights } from './policy.js';
import { Product, ProductVariant } from './product/product.entity.js';
import { productById, variantById } from './product/product.loaders.js';
import { ProductResolver } from './product/product.resolver.js';
import { onOrganizationCreated } from './store/on-organization-created.js';

/** What is sold: products, collections, customers and orders. */
export const commerce = defineSubgraph({
  name: 'commerce',
  databaseSchema: 'commerce',
  entities: [Product, ProductVariant, Collection, ProductOfCollection, Customer, Order, OrderLine],
  resolvers: [
    ProductResolver,
    CollectionResolver,
    CustomerResolver,
    OrderResolver,
    OrderChangeResolver,
    OrderLineResolver,
    PersonResolver,
  ],
  policy: rights,
  nodes: [
    { type: Product, find: (request, id) => productById(request).load(id) },
    { type: ProductVariant, noun: 'product', find: (request, id) => variantById(request).load(id) },
    { type: Collection, noun: 'product', find: (request, id) => collectionById(request).load(id) },
    { type: Customer, find: (request, id) => customerById(request).load(id) },
    { type: Order, find: (request, id) => orderById(request).load(id) },
  ],
  events,
  handlers: [onOrganizationCreated, onPersonCreated, ...onPeopleMerged],
  migrations: [Sales],
});
