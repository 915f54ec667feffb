import { connectionTypes, type Id } from '@kith/kernel';
import { createUnionType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Company } from '../foreign/company.js';
import { Deal } from '../foreign/deal.js';
import { Order } from '../foreign/order.js';
import { Person } from '../foreign/person.js';
import { Product } from '../foreign/product.js';
import { ObjectRecord } from '../record/record.entity.js';

/** What can be found, by the name of its type. */
export const searchable = { Person, Company, Product, Order, Deal, Record: ObjectRecord } as const;

export enum SearchType {
  PERSON = 'Person',
  COMPANY = 'Company',
  PRODUCT = 'Product',
  ORDER = 'Order',
  DEAL = 'Deal',
  RECORD = 'Record',
}
registerEnumType(SearchType, {
  name: 'SearchType',
  description: 'What can be found.',
  valuesConfig: {
    PERSON: { description: 'By name, e-mail address and phone number.' },
    COMPANY: { description: 'By name and domain.' },
    PRODUCT: { description: 'By name, and by the SKUs and names of its variants.' },
    ORDER: { description: 'By number.' },
    DEAL: { description: 'By title.' },
    RECORD: { description: 'By display name and searchable properties; not when it is archived.' },
  },
});

export const SearchResult = createUnionType({
  name: 'SearchResult',
  description: 'What can be found.',
  types: () => Object.values(searchable),
});

/** A node that was found, as the index knows it. */
@ObjectType({ description: 'Something that was found.', simpleResolvers: true })
export class SearchHit {
  type!: SearchType;

  id!: Id;

  @Field(() => Int, {
    description:
      'How well it fits, for comparing hits of one search: exact before prefix before typo, name before other words.',
  })
  score!: number;
}

export const searchHits = connectionTypes('SearchHit', () => SearchHit);
