import { DateTime, type Id, NodeRow, NodeType } from '@kith/kernel';
import { Field, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';

export enum LeadStatus {
  NEW = 'NEW',
  CONTACTED = 'CONTACTED',
  QUALIFIED = 'QUALIFIED',
  UNQUALIFIED = 'UNQUALIFIED',
  CUSTOMER = 'CUSTOMER',
}
registerEnumType(LeadStatus, {
  name: 'LeadStatus',
  description: 'How far a contact is won.',
  valuesConfig: {
    NEW: { description: 'Nobody spoke to them yet.' },
    CONTACTED: { description: 'Somebody did.' },
    QUALIFIED: { description: 'They may buy.' },
    UNQUALIFIED: { description: 'They will not buy.' },
    CUSTOMER: { description: 'They bought.' },
  },
});

@Entity('contact')
@NodeType({ description: 'A person as somebody whom the business works with or wants to win.' })
export class Contact extends NodeRow {
  @Column('uuid')
  personId!: Id<'Person'>;

  @Field(() => String, { nullable: true, description: 'What they do.' })
  @Column('text', { nullable: true })
  jobTitle!: string | null;

  @Field(() => String, { nullable: true, description: 'Where in their company.' })
  @Column('text', { nullable: true })
  department!: string | null;

  @Column('uuid', { nullable: true })
  companyId!: Id<'Company'> | null;

  @Field(() => LeadStatus, { description: 'How far they are won.' })
  @Column('text', { default: LeadStatus.NEW })
  leadStatus!: LeadStatus;

  @Field(() => String, { nullable: true, description: 'Where they came from.' })
  @Column('text', { nullable: true })
  leadSource!: string | null;

  @Column('uuid', { nullable: true })
  ownerId!: Id<'User'> | null;

  @Field(() => DateTime, { nullable: true, description: 'When somebody last spoke to them.' })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  lastContactedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When somebody wants to speak to them again.' })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  nextFollowUpAt!: Date | null;
}
