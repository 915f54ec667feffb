import { BoundedList, DateTime, ErrorPolicy, type Id, IdField, Payload, RowResult } from '@kith/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Contact, LeadStatus } from './contact.entity.js';

@InputType({ description: 'One way to name a contact: give exactly one.' })
export class ContactBy {
  @IdField('Contact', { nullable: true, description: 'By their id as a contact.' })
  id?: Id<'Contact'> | null;
  @IdField('Person', { nullable: true, description: 'By the id of the person.' })
  personId?: Id<'Person'> | null;
}

@InputType()
export abstract class ContactFields {
  @Field(() => String, { nullable: true, description: 'What they do.' })
  jobTitle?: string | null;
  @Field(() => String, { nullable: true, description: 'Where in their company.' })
  department?: string | null;
  @IdField('Company', { nullable: true, description: 'Where they work.' })
  companyId?: Id<'Company'> | null;
  @Field(() => LeadStatus, { nullable: true, description: 'How far they are won.' })
  leadStatus?: LeadStatus | null;
  @Field(() => String, { nullable: true, description: 'Where they came from.' })
  leadSource?: string | null;
  @IdField('User', { nullable: true, description: 'Who looks after them.' })
  ownerId?: Id<'User'> | null;
  @Field(() => DateTime, { nullable: true, description: 'When somebody last spoke to them.' })
  lastContactedAt?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When somebody wants to speak to them again.' })
  nextFollowUpAt?: Date | null;
}

@InputType({ description: 'A new contact.' })
export class CreateContactInput extends ContactFields {
  @IdField('Person', { description: 'Who it is; a person is one contact at most.' })
  personId!: Id<'Person'>;
}

@InputType({ description: 'Changes of a contact; what is not given stays.' })
export class UpdateContactInput extends ContactFields {
  @IdField('Contact', { description: 'Which contact.' })
  id!: Id<'Contact'>;
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
}

@InputType({ description: 'Contacts to change or, where a person is none yet, to make; at most 250.' })
export class UpsertContactsInput {
  @Field(() => [CreateContactInput], { description: 'A row for each person.' })
  contacts!: CreateContactInput[];
  @Field(() => ErrorPolicy, {
    defaultValue: ErrorPolicy.REJECT_ALL,
    description: 'What a mistake in a row does to the others.',
  })
  errorPolicy!: ErrorPolicy;
}

@ObjectType()
abstract class ContactPayload extends Payload {
  @Field(() => Contact, { nullable: true, description: 'The contact, when it was written.' })
  contact?: Contact;
}

@ObjectType({ description: 'The new contact.' })
export class CreateContactPayload extends ContactPayload {}

@ObjectType({ description: 'The changed contact.' })
export class UpdateContactPayload extends ContactPayload {}

@ObjectType({ description: 'What became of one row.' })
export class UpsertContactResult extends RowResult {
  @Field(() => Contact, { nullable: true, description: 'The contact, when it was written.' })
  contact?: Contact;
}

@ObjectType({ description: 'What became of the rows.' })
export class UpsertContactsPayload extends Payload {
  @Field(() => [UpsertContactResult], { description: 'A result for each row, in their order.' })
  @BoundedList(250)
  results: UpsertContactResult[] = [];
}
