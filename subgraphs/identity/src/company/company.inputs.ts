import {
  BoundedList,
  ErrorPolicy,
  ExternalIdInput,
  type Id,
  IdField,
  Most,
  Payload,
  RowResult,
} from '@kith/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Company } from './company.entity.js';

@InputType({ description: 'One way to name a company: give exactly one.' })
export class CompanyBy {
  @IdField('Company', { nullable: true, description: 'By its id.' })
  id?: Id<'Company'> | null;
  @Field(() => String, { nullable: true, description: 'By its domain.' })
  domain?: string | null;
  @Field(() => ExternalIdInput, { nullable: true, description: 'By its name in another system.' })
  externalId?: ExternalIdInput | null;
}

@InputType({ description: 'What is known of a company.' })
export class CompanyInput {
  @Field(() => String, { description: 'What it is called.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'Its domain.' })
  domain?: string | null;
  @Field(() => String, { nullable: true, description: 'What it does.' })
  industry?: string | null;
  @Field(() => String, { nullable: true, description: 'How large it is.' })
  size?: string | null;
  @Field(() => [ExternalIdInput], { nullable: true, description: 'Its names in other systems; at most 20.' })
  @Most(20)
  externalIds?: ExternalIdInput[] | null;
}

@InputType({ description: 'A company to change or, when there is none, to make.' })
export class UpsertCompanyRow {
  @Field(() => CompanyBy, { description: 'Which company.' })
  by!: CompanyBy;
  @Field(() => CompanyInput, { description: 'What is known of it.' })
  company!: CompanyInput;
}

@InputType({ description: 'Companies to change or make; at most 250.' })
export class UpsertCompaniesInput {
  @Field(() => [UpsertCompanyRow], { description: 'A row for each company.' })
  companies!: UpsertCompanyRow[];
  @Field(() => ErrorPolicy, {
    defaultValue: ErrorPolicy.REJECT_ALL,
    description: 'What a mistake in a row does to the others.',
  })
  errorPolicy!: ErrorPolicy;
}

@InputType({ description: 'Changes of a company; what is not given stays.' })
export class UpdateCompanyInput {
  @IdField('Company', { description: 'Which company.' })
  id!: Id<'Company'>;
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
  @Field(() => String, { nullable: true, description: 'A new name.' })
  name?: string | null;
  @Field(() => String, { nullable: true, description: 'Another domain.' })
  domain?: string | null;
  @Field(() => String, { nullable: true, description: 'What it does.' })
  industry?: string | null;
  @Field(() => String, { nullable: true, description: 'How large it is.' })
  size?: string | null;
}

@ObjectType()
export abstract class CompanyPayload extends Payload {
  @Field(() => Company, { nullable: true, description: 'The company, when it was written.' })
  company?: Company;
}

@InputType({ description: 'A new company.' })
export class CreateCompanyInput extends CompanyInput {}

@ObjectType({ description: 'What became of one row.' })
export class UpsertCompanyResult extends RowResult {
  @Field(() => Company, { nullable: true, description: 'The company, when it was written.' })
  company?: Company;
}

@ObjectType({ description: 'What became of the rows.' })
export class UpsertCompaniesPayload extends Payload {
  @Field(() => [UpsertCompanyResult], { description: 'A result for each row, in their order.' })
  @BoundedList(250)
  results: UpsertCompanyResult[] = [];
}

@ObjectType({ description: 'The new company.' })
export class CreateCompanyPayload extends CompanyPayload {}

@ObjectType({ description: 'The changed company.' })
export class UpdateCompanyPayload extends CompanyPayload {}
