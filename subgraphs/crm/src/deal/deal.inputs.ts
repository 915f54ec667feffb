import {
  BoundedList,
  CalendarDate,
  DateTime,
  Decimal,
  ErrorPolicy,
  ExternalIdInput,
  type Id,
  IdField,
  Payload,
  RowResult,
} from '@kith/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Deal } from './deal.entity.js';

@InputType()
export abstract class DealFields {
  @IdField('User', { nullable: true, description: 'Who looks after it.' })
  ownerId?: Id<'User'> | null;
  @IdField('Team', { nullable: true, description: 'Which team looks after it.' })
  teamId?: Id<'Team'> | null;
  @IdField('Person', { nullable: true, description: 'Whom it is with.' })
  personId?: Id<'Person'> | null;
  @IdField('Company', { nullable: true, description: 'Which company it is with.' })
  companyId?: Id<'Company'> | null;
  @Field(() => CalendarDate, { nullable: true, description: 'When it should be won.' })
  expectedCloseDate?: string | null;
}

@InputType({ description: 'A new deal.' })
export class CreateDealInput extends DealFields {
  @Field(() => String, { description: 'What it is about.' })
  title!: string;
  @Field(() => Decimal, { description: 'What it would bring, in the currency of deals.' })
  amount!: bigint;
  @IdField('Stage', { description: 'Where it begins, and so in which pipeline.' })
  stageId!: Id<'Stage'>;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was won or lost, for a deal that begins in such a stage; now unless said.',
  })
  closedAt?: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it was lost; needed in a stage of lost deals.' })
  lostReason?: string | null;
}

@InputType({ description: 'Changes of a deal; what is not given stays. `moveDeal` changes its stage.' })
export class UpdateDealInput extends DealFields {
  @IdField('Deal', { description: 'Which deal.' })
  id!: Id<'Deal'>;
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
  @Field(() => String, { nullable: true, description: 'What it is about.' })
  title?: string | null;
  @Field(() => Decimal, { nullable: true, description: 'What it would bring.' })
  amount?: bigint | null;
}

@InputType({ description: 'A move of an open deal within its pipeline.' })
export class MoveDealInput {
  @IdField('Deal', { description: 'Which deal.' })
  id!: Id<'Deal'>;
  @IdField('Stage', { description: 'Where it goes.' })
  stageId!: Id<'Stage'>;
  @Field(() => String, {
    nullable: true,
    description: 'Why it was lost; needed when it goes to a stage of lost deals.',
  })
  lostReason?: string | null;
  @Field(() => Int, { nullable: true, description: 'The version that the move is based on.' })
  expectedVersion?: number | null;
}

@InputType({ description: 'A closed deal to be worked on again.' })
export class ReopenDealInput {
  @IdField('Deal', { description: 'Which deal.' })
  id!: Id<'Deal'>;
  @IdField('Stage', { description: 'The open stage that it goes to.' })
  stageId!: Id<'Stage'>;
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
}

@InputType({ description: 'A deal to delete, with what happened about nothing else.' })
export class DeleteDealInput {
  @IdField('Deal', { description: 'Which deal.' })
  id!: Id<'Deal'>;
}

@InputType({ description: 'A deal from elsewhere.' })
export class ImportDealRow {
  @Field(() => ExternalIdInput, { description: 'Its name there. A deal that has it is left as it is.' })
  externalId!: ExternalIdInput;
  @Field(() => CreateDealInput, { description: 'The deal.' })
  deal!: CreateDealInput;
}

@InputType({ description: 'Deals from elsewhere; at most 250.' })
export class ImportDealsInput {
  @Field(() => [ImportDealRow], { description: 'A row for each deal.' })
  deals!: ImportDealRow[];
  @Field(() => ErrorPolicy, {
    defaultValue: ErrorPolicy.REJECT_ALL,
    description: 'What a mistake in a row does to the others.',
  })
  errorPolicy!: ErrorPolicy;
}

@ObjectType()
abstract class DealPayload extends Payload {
  @Field(() => Deal, { nullable: true, description: 'The deal, when it was written.' })
  deal?: Deal;
}

@ObjectType({ description: 'The new deal.' })
export class CreateDealPayload extends DealPayload {}

@ObjectType({ description: 'The changed deal.' })
export class UpdateDealPayload extends DealPayload {}

@ObjectType({ description: 'The moved deal.' })
export class MoveDealPayload extends DealPayload {}

@ObjectType({ description: 'The reopened deal.' })
export class ReopenDealPayload extends DealPayload {}

@ObjectType({ description: 'Whether it is gone.' })
export class DeleteDealPayload extends Payload {
  @IdField('Deal', { nullable: true, description: 'The id of the deal that is gone.' })
  deletedId?: Id<'Deal'>;
}

@ObjectType({ description: 'What became of one row.' })
export class ImportDealResult extends RowResult {
  @Field(() => Deal, { nullable: true, description: 'The deal, when it is there.' })
  deal?: Deal;
}

@ObjectType({ description: 'What became of the rows.' })
export class ImportDealsPayload extends Payload {
  @Field(() => [ImportDealResult], { description: 'A result for each row, in their order.' })
  @BoundedList(250)
  results: ImportDealResult[] = [];
}
