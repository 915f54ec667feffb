import { type Id, NodeRow, NodeType } from '@kith/kernel';
import { createUnionType, Field } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Company } from '../foreign/company.js';
import { Deal } from '../foreign/deal.js';
import { Order } from '../foreign/order.js';
import { Person } from '../foreign/person.js';
import { ObjectRecord } from '../record/record.entity.js';

/** What an association can link, by the name of its type. */
export const ends = { Record: ObjectRecord, Person, Company, Order, Deal } as const;
export type EndType = keyof typeof ends;

export const AssociationEnd = createUnionType({
  name: 'AssociationEnd',
  description: 'What an association can link.',
  types: () => Object.values(ends),
});

@Entity('association')
@NodeType({ description: 'A link between two things; of each type there is one between the same two.' })
export class Association extends NodeRow {
  @Column('text')
  fromType!: EndType;

  @Column('uuid')
  fromId!: Id;

  @Column('text')
  toType!: EndType;

  @Column('uuid')
  toId!: Id;

  @Field(() => String, { description: 'What the link means: `released_by`.' })
  @Column('text')
  type!: string;
}
