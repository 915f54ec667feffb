import { DateTime, EmailAddress, type Id, Needs, NodeRow, NodeType, PhoneNumber } from '@kith/kernel';
import { Field, Int } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { isOpen, type LeadStatus, leadScoreRules } from './lead-score.js';
import { LifecycleStage, PersonSource } from './lifecycle-stage.js';

@Entity('person')
@NodeType({
  description: 'An individual, once: customer, contact, subscriber and user are sides of the same person.',
})
export class Person extends NodeRow {
  @Field(() => String, { description: 'What the person is called; enough on its own.' })
  @Column('text')
  displayName!: string;

  @Field(() => String, { nullable: true, description: 'First name.' })
  @Column('text', { nullable: true })
  firstName!: string | null;

  @Field(() => String, { nullable: true, description: 'Middle name.' })
  @Column('text', { nullable: true })
  middleName!: string | null;

  @Field(() => String, { nullable: true, description: 'Last name.' })
  @Column('text', { nullable: true })
  lastName!: string | null;

  @Field(() => EmailAddress, {
    nullable: true,
    description: 'E-mail address in lower case, unique in the organization.',
  })
  @Column('text', { nullable: true })
  email!: string | null;

  @Field(() => Boolean, { description: 'The address was proved to be theirs.' })
  @Column('boolean', { default: false })
  emailVerified!: boolean;

  @Field(() => PhoneNumber, { nullable: true, description: 'Phone number.' })
  @Column('text', { nullable: true })
  phone!: string | null;

  @Field(() => Boolean, { description: 'The number was proved to be theirs.' })
  @Column('boolean', { default: false })
  phoneVerified!: boolean;

  @Field(() => String, { nullable: true, description: 'Where their picture is.' })
  @Column('text', { nullable: true })
  avatarUrl!: string | null;

  @Field(() => LifecycleStage, {
    description: 'How far the person has come, by what they did; nobody goes back.',
  })
  @Column('text', { default: LifecycleStage.VISITOR })
  lifecycleStage!: LifecycleStage;

  @Field(() => PersonSource, { nullable: true, description: 'How the person was won.' })
  @Column('text', { nullable: true })
  source!: PersonSource | null;

  @Column('uuid', { nullable: true })
  companyId!: Id<'Company'> | null;

  /** What crm says of them as a contact; null for who is none. */
  @Column('text', { nullable: true })
  leadStatus!: LeadStatus | null;

  /** Their orders that were not cancelled. */
  @Column('integer', { default: 0 })
  orderCount!: number;

  /** Their activities other than purchases. */
  @Column('integer', { default: 0 })
  activityCount!: number;

  @Column('bigint', { default: 0 })
  customerValueUnits!: bigint;

  @Field(() => Int, {
    description: `How promising the person is, from 0 to 100. ${leadScoreRules} Computed.`,
  })
  @Column('integer', { default: 0 })
  leadScore!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When they last did something or somebody did something with them; it never goes back.',
  })
  @Column('timestamp with time zone', { precision: 3, nullable: true })
  lastActivityAt!: Date | null;

  @Needs('orderCount')
  @Field(() => Boolean, { description: 'They have ordered something that was not cancelled.' })
  get hasOrdered(): boolean {
    return this.orderCount > 0;
  }

  @Needs('lifecycleStage')
  @Field(() => Boolean, { description: 'They have bought, or a deal with them was won.' })
  get isCustomer(): boolean {
    return [LifecycleStage.CUSTOMER, LifecycleStage.EVANGELIST].includes(this.lifecycleStage);
  }

  @Needs('lifecycleStage', 'leadStatus')
  @Field(() => Boolean, { description: 'They are a contact who may be won, and no customer yet.' })
  get isLead(): boolean {
    return !this.isCustomer && isOpen(this.leadStatus);
  }

  /** Others were found to be this person, so that properties of theirs can be shown; computed where people are read. */
  readonly isMerged?: boolean;
}
