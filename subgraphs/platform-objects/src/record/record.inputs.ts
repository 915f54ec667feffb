import {
  BooleanFilter,
  BoundedList,
  DateTimeFilter,
  DecimalFilter,
  Direction,
  ErrorPolicy,
  ExternalIdInput,
  type Id,
  IdField,
  IdFilter,
  Json,
  Most,
  Nulls,
  PageArgs,
  Payload,
  RowResult,
  StringFilter,
} from '@kith/kernel';
import { ArgsType, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ObjectRecord } from './record.entity.js';

type Properties = globalThis.Record<string, unknown>;

@InputType()
export abstract class RecordParties {
  @IdField('Person', { nullable: true, description: 'Whose it is.' })
  personId?: Id<'Person'> | null;
  @IdField('User', { nullable: true, description: 'Who looks after it.' })
  ownerId?: Id<'User'> | null;
  @IdField('Team', { nullable: true, description: 'Which team looks after it.' })
  teamId?: Id<'Team'> | null;
}

@InputType({ description: 'A new record.' })
export class CreateRecordInput extends RecordParties {
  @Field(() => String, { description: 'The name of its definition.' })
  definition!: string;
  @Field(() => Json, { description: 'Its properties; at most 64 KiB.' })
  properties!: Properties;
}

@InputType({ description: 'Changes of a record; what is not given stays.' })
export class UpdateRecordInput {
  @IdField('Record', { description: 'Which record.' })
  id!: Id<'Record'>;
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
  @Field(() => Json, { nullable: true, description: 'Properties to change; null takes one away.' })
  properties?: Properties | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether it is put away.' })
  isArchived?: boolean | null;
  @IdField('User', { nullable: true, description: 'Who looks after it.' })
  ownerId?: Id<'User'> | null;
  @IdField('Team', { nullable: true, description: 'Which team looks after it.' })
  teamId?: Id<'Team'> | null;
}

@InputType({ description: 'A record to delete, with its associations.' })
export class DeleteRecordInput {
  @IdField('Record', { description: 'Which record.' })
  id!: Id<'Record'>;
}

@InputType({ description: 'A record to change or, when there is none, to make.' })
export class UpsertRecordRow extends RecordParties {
  @Field(() => ExternalIdInput, { description: 'Its name in another system.' })
  externalId!: ExternalIdInput;
  @Field(() => Json, { description: 'Its properties; at most 64 KiB.' })
  properties!: Properties;
}

@InputType({ description: 'Records of one definition to change or make; at most 250.' })
export class UpsertRecordsInput {
  @Field(() => String, { description: 'The name of their definition.' })
  definition!: string;
  @Field(() => [UpsertRecordRow], { description: 'A row for each record.' })
  records!: UpsertRecordRow[];
  @Field(() => ErrorPolicy, {
    defaultValue: ErrorPolicy.REJECT_ALL,
    description: 'What a mistake in a row does to the others.',
  })
  errorPolicy!: ErrorPolicy;
}

@InputType({ description: 'Conditions on a property; the one for its type is given.' })
export class PropertyFilter {
  @Field(() => String, { description: 'The name of a filterable property.' })
  name!: string;
  @Field(() => StringFilter, { nullable: true, description: 'For STRING and SELECT.' })
  string?: StringFilter | null;
  @Field(() => DecimalFilter, { nullable: true, description: 'For NUMBER.' })
  number?: DecimalFilter | null;
  @Field(() => DateTimeFilter, {
    nullable: true,
    description: 'For DATE and DATETIME; a day begins at midnight UTC.',
  })
  dateTime?: DateTimeFilter | null;
  @Field(() => BooleanFilter, { nullable: true, description: 'For BOOLEAN.' })
  boolean?: BooleanFilter | null;
}

@InputType({ description: 'Conditions on a Record; all that are given must hold.' })
export class DefinedRecordFilter {
  @Field(() => [PropertyFilter], { nullable: true, description: 'Conditions on properties; at most 10.' })
  @Most(10)
  properties?: PropertyFilter[] | null;
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on displayName.' })
  displayName?: StringFilter | null;
  @Field(() => BooleanFilter, { nullable: true, description: 'Conditions on isArchived.' })
  isArchived?: BooleanFilter | null;
  @Field(() => IdFilter, { nullable: true, description: 'Conditions on ownerId.' })
  ownerId?: IdFilter | null;
  @Field(() => IdFilter, { nullable: true, description: 'Conditions on teamId.' })
  teamId?: IdFilter | null;
  @Field(() => DateTimeFilter, { nullable: true, description: 'Conditions on createdAt.' })
  createdAt?: DateTimeFilter | null;
  @Field(() => [DefinedRecordFilter], { nullable: true, description: 'All of these hold.' })
  @Most(10)
  and?: DefinedRecordFilter[] | null;
  @Field(() => [DefinedRecordFilter], { nullable: true, description: 'At least one of these holds.' })
  @Most(10)
  or?: DefinedRecordFilter[] | null;
  @Field(() => DefinedRecordFilter, { nullable: true, description: 'This does not hold.' })
  not?: DefinedRecordFilter | null;
}

export enum DefinedRecordOrderField {
  CREATED_AT = 'createdAt',
  UPDATED_AT = 'updatedAt',
  DISPLAY_NAME = 'displayName',
}
registerEnumType(DefinedRecordOrderField, {
  name: 'DefinedRecordOrderField',
  description: 'What records can be ordered by, besides their properties.',
  valuesConfig: {
    CREATED_AT: { description: 'By createdAt.' },
    UPDATED_AT: { description: 'By updatedAt.' },
    DISPLAY_NAME: { description: 'By displayName.' },
  },
});

@InputType({
  description: 'A step of an order of records: by a field or by a filterable property; give exactly one.',
})
export class DefinedRecordOrder {
  @Field(() => DefinedRecordOrderField, { nullable: true, description: 'A field.' })
  field?: DefinedRecordOrderField | null;
  @Field(() => String, { nullable: true, description: 'The name of a filterable property.' })
  property?: string | null;
  @Field(() => Direction, { defaultValue: Direction.ASC, description: 'Which way.' })
  direction!: Direction;
  @Field(() => Nulls, {
    nullable: true,
    description: 'Where records without a value stand; last unless said.',
  })
  nulls?: Nulls | null;
}

@ArgsType()
export class RecordsArgs extends PageArgs {
  @Field(() => DefinedRecordFilter, { nullable: true, description: 'Only what meets these conditions.' })
  filter?: DefinedRecordFilter | null;
  @Field(() => [DefinedRecordOrder], {
    nullable: true,
    description: 'In which order; at most 3 steps. Ties are broken by id.',
  })
  @Most(3)
  orderBy?: DefinedRecordOrder[] | null;
}

@ObjectType()
abstract class RecordPayload extends Payload {
  @Field(() => ObjectRecord, { nullable: true, description: 'The record, when it was written.' })
  record?: ObjectRecord;
}

@ObjectType({ description: 'The new record.' })
export class CreateRecordPayload extends RecordPayload {}

@ObjectType({ description: 'The changed record.' })
export class UpdateRecordPayload extends RecordPayload {}

@ObjectType({ description: 'Whether it is gone.' })
export class DeleteRecordPayload extends Payload {
  @IdField('Record', { nullable: true, description: 'The id of the record that is gone.' })
  deletedId?: Id<'Record'>;
}

@ObjectType({ description: 'What became of one row.' })
export class UpsertRecordResult extends RowResult {
  @Field(() => ObjectRecord, { nullable: true, description: 'The record, when it was written.' })
  record?: ObjectRecord;
}

@ObjectType({ description: 'What became of the rows.' })
export class UpsertRecordsPayload extends Payload {
  @Field(() => [UpsertRecordResult], { description: 'A result for each row, in their order.' })
  @BoundedList(250)
  results: UpsertRecordResult[] = [];
}
