import {
  BoundedList,
  type Connection,
  ConnectionSize,
  ExternalId,
  externalIdsOf,
  type Id,
  IdArg,
  type ListArgs,
  Needs,
  type Request,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Person } from '../person/person.entity.js';
import { listPeopleOf, people } from '../person/person.loaders.js';
import { Company } from './company.entity.js';
import {
  CreateCompanyInput,
  CreateCompanyPayload,
  UpdateCompanyInput,
  UpdateCompanyPayload,
  UpsertCompaniesInput,
  UpsertCompaniesPayload,
} from './company.inputs.js';
import { companies, companyById } from './company.loaders.js';
import { createCompany, updateCompany, upsertCompanies } from './write-company.js';

@Resolver(() => Company)
export class CompanyResolver {
  @Query(() => Company, { nullable: true, description: 'A company by its id.' })
  company(
    @IdArg('Company', 'id', { description: 'Its id.' }) id: Id<'Company'>,
    @Ctx() request: Request,
  ): Promise<Company | null> {
    return companyById(request).load(id);
  }

  @Query(() => companies.Connection, { description: 'The companies that the organization knows.' })
  @ConnectionSize()
  companies(
    @Args(() => companies.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Company>> {
    return companies.list(request, args);
  }

  @Needs()
  @FieldResolver(() => people.Connection, { description: 'The people who work there.' })
  @ConnectionSize()
  people(
    @Root() company: Company,
    @Args(() => people.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Person>> {
    return listPeopleOf(request, company.id, args);
  }

  @Needs()
  @FieldResolver(() => [ExternalId], { description: 'Its names in other systems.' })
  @BoundedList(20)
  externalIds(@Root() company: Company, @Ctx() request: Request): Promise<ExternalId[]> {
    return externalIdsOf(request).load(company.id);
  }

  @Mutation(() => CreateCompanyPayload, { description: 'Makes a company.' })
  createCompany(
    @Arg('input', () => CreateCompanyInput, { description: 'What is known of it.' })
    input: CreateCompanyInput,
    @Ctx() request: Request,
  ): Promise<CreateCompanyPayload> {
    return request.mutate(CreateCompanyPayload, async (tx) => ({ company: await createCompany(tx, input) }));
  }

  @Mutation(() => UpdateCompanyPayload, { description: 'Changes a company.' })
  updateCompany(
    @Arg('input', () => UpdateCompanyInput, { description: 'What to change.' }) input: UpdateCompanyInput,
    @Ctx() request: Request,
  ): Promise<UpdateCompanyPayload> {
    return request.mutate(UpdateCompanyPayload, async (tx) => ({ company: await updateCompany(tx, input) }));
  }

  @Mutation(() => UpsertCompaniesPayload, { description: 'Changes or makes many companies.' })
  upsertCompanies(
    @Arg('input', () => UpsertCompaniesInput, { description: 'The companies.' }) input: UpsertCompaniesInput,
    @Ctx() request: Request,
  ): Promise<UpsertCompaniesPayload> {
    return request.mutate(UpsertCompaniesPayload, async (tx) => ({
      results: await upsertCompanies(tx, input),
    }));
  }
}
