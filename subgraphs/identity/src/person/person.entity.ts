import { EmailAddress, type Id, NodeRow, NodeType, PhoneNumber } from '@kith/kernel';
import { Field } from 'type-graphql';
import { Column, Entity } from 'typeorm';
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

  @Field(() => LifecycleStage, { description: 'How far the person has come; computed.' })
  @Column('text', { default: LifecycleStage.VISITOR })
  lifecycleStage!: LifecycleStage;

  @Field(() => PersonSource, { nullable: true, description: 'How the person was won.' })
  @Column('text', { nullable: true })
  source!: PersonSource | null;

  @Column('uuid', { nullable: true })
  companyId!: Id<'Company'> | null;

  /** Others were found to be this person, so that properties of theirs can be shown; computed where people are read. */
  readonly isMerged?: boolean;
}
