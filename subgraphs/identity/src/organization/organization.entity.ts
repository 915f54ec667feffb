import { CurrencyCode, DateTime, type Id, Node, NodeType } from '@kith/kernel';
import { Field, Int } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MemberReach } from './member-reach.js';

/** The tenant itself: its own id is what the rows of all other tables carry. */
@Entity('organization')
@NodeType({ description: 'A business that uses Kith: the tenant that everything belongs to.' })
export class Organization extends Node {
  @PrimaryColumn('uuid')
  override id!: Id<'Organization'>;

  @Field(() => String, { description: 'What it is called.' })
  @Column('text')
  name!: string;

  @Field(() => String, {
    description: 'Its name in addresses: lower-case letters, digits and hyphens, unique in the installation.',
  })
  @Column('text')
  slug!: string;

  @Field(() => CurrencyCode, { description: 'The one currency of its money.' })
  @Column('character', { length: 3 })
  currencyCode!: string;

  @Field(() => String, { description: 'Its language and region: `en-US`.' })
  @Column('text')
  locale!: string;

  @Field(() => String, { description: 'Its time zone: `Europe/Berlin`.' })
  @Column('text')
  timezone!: string;

  @Field(() => MemberReach, { description: 'How far its members read what has an owner.' })
  @Column('text', { default: MemberReach.ALL })
  memberReach!: MemberReach;

  @Field(() => Int, { description: 'Counts its changes; an update says which one it saw.' })
  @Column('integer', { default: 1 })
  version!: number;

  @Field(() => DateTime, { description: 'When it was created.' })
  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it was last changed.' })
  @Column('timestamp with time zone', { precision: 3, default: () => 'now()' })
  updatedAt!: Date;
}
