import {
  BoundedList,
  EmailAddress,
  ErrorPolicy,
  ExternalIdInput,
  type Id,
  IdField,
  Most,
  Payload,
  PhoneNumber,
  RowResult,
} from '@kith/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { PersonSource } from './lifecycle-stage.js';
import { Person } from './person.entity.js';

@InputType({ description: 'One way to name a person: give exactly one.' })
export class PersonBy {
  @IdField('Person', { nullable: true, description: 'By their id.' })
  id?: Id<'Person'> | null;
  @Field(() => EmailAddress, { nullable: true, description: 'By their e-mail address.' })
  email?: string | null;
  @Field(() => PhoneNumber, {
    nullable: true,
    description: 'By their phone number; several may have it, then the oldest is meant.',
  })
  phone?: string | null;
  @Field(() => ExternalIdInput, { nullable: true, description: 'By their name in another system.' })
  externalId?: ExternalIdInput | null;
}

@InputType()
export abstract class PersonFields {
  @Field(() => String, { nullable: true, description: 'First name.' })
  firstName?: string | null;
  @Field(() => String, { nullable: true, description: 'Middle name.' })
  middleName?: string | null;
  @Field(() => String, { nullable: true, description: 'Last name.' })
  lastName?: string | null;
  @Field(() => EmailAddress, { nullable: true, description: 'E-mail address, unique in the organization.' })
  email?: string | null;
  @Field(() => PhoneNumber, { nullable: true, description: 'Phone number.' })
  phone?: string | null;
  @Field(() => String, { nullable: true, description: 'Where their picture is.' })
  avatarUrl?: string | null;
  @Field(() => PersonSource, { nullable: true, description: 'How the person was won.' })
  source?: PersonSource | null;
  @IdField('Company', { nullable: true, description: 'Where they work.' })
  companyId?: Id<'Company'> | null;
}

@InputType({ description: 'What is known of a person.' })
export class PersonInput extends PersonFields {
  @Field(() => String, { description: 'What the person is called; enough on its own.' })
  displayName!: string;
  @Field(() => [ExternalIdInput], {
    nullable: true,
    description: 'Their names in other systems; at most 20.',
  })
  @Most(20)
  externalIds?: ExternalIdInput[] | null;
}

@InputType({ description: 'A new person.' })
export class CreatePersonInput extends PersonInput {}

@InputType({ description: 'Changes of a person; what is not given stays.' })
export class UpdatePersonInput extends PersonFields {
  @IdField('Person', { description: 'Which person.' })
  id!: Id<'Person'>;
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
  @Field(() => String, { nullable: true, description: 'Another name.' })
  displayName?: string | null;
}

@InputType({ description: 'A person to change or, when there is none, to make.' })
export class UpsertPersonRow {
  @Field(() => PersonBy, { description: 'Which person.' })
  by!: PersonBy;
  @Field(() => PersonInput, { description: 'What is known of them.' })
  person!: PersonInput;
}

@InputType({ description: 'People to change or make; at most 250.' })
export class UpsertPeopleInput {
  @Field(() => [UpsertPersonRow], { description: 'A row for each person.' })
  people!: UpsertPersonRow[];
  @Field(() => ErrorPolicy, {
    defaultValue: ErrorPolicy.REJECT_ALL,
    description: 'What a mistake in a row does to the others.',
  })
  errorPolicy!: ErrorPolicy;
}

@ObjectType()
abstract class PersonPayload extends Payload {
  @Field(() => Person, { nullable: true, description: 'The person, when they were written.' })
  person?: Person;
}

@ObjectType({ description: 'The new person.' })
export class CreatePersonPayload extends PersonPayload {}

@ObjectType({ description: 'The changed person.' })
export class UpdatePersonPayload extends PersonPayload {}

@ObjectType({ description: 'What became of one row.' })
export class UpsertPersonResult extends RowResult {
  @Field(() => Person, { nullable: true, description: 'The person, when they were written.' })
  person?: Person;
}

@ObjectType({ description: 'What became of the rows.' })
export class UpsertPeoplePayload extends Payload {
  @Field(() => [UpsertPersonResult], { description: 'A result for each row, in their order.' })
  @BoundedList(250)
  results: UpsertPersonResult[] = [];
}
