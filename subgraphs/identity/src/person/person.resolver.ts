import {
  BoundedList,
  type Connection,
  ConnectionSize,
  ExternalId,
  externalIdsOf,
  type ListArgs,
  Money,
  money,
  Needs,
  type Request,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Company } from '../company/company.entity.js';
import { companyById } from '../company/company.loaders.js';
import { currencyOf } from '../organization/organization.loaders.js';
import { May } from '../policy.js';
import { isMembersEmail } from '../user/user.loaders.js';
import { findPerson } from './find-person.js';
import { Person } from './person.entity.js';
import {
  CreatePersonInput,
  CreatePersonPayload,
  PersonBy,
  UpdatePersonInput,
  UpdatePersonPayload,
  UpsertPeopleInput,
  UpsertPeoplePayload,
} from './person.inputs.js';
import { listPeople, people, personById } from './person.loaders.js';
import { createPerson, updatePerson, upsertPeople } from './write-person.js';

@Resolver(() => Person)
export class PersonResolver {
  @Query(() => Person, { nullable: true, description: 'A person, by one of several keys.' })
  async person(
    @Arg('by', () => PersonBy, { description: 'Exactly one key.' }) by: PersonBy,
    @Ctx() request: Request,
  ): Promise<Person | null> {
    const id = await findPerson(request.snapshot, by);
    return id ? personById(request).load(id) : null;
  }

  @Query(() => people.Connection, { description: 'The people whom the organization knows.' })
  @ConnectionSize()
  people(@Args(() => people.Args) args: ListArgs, @Ctx() request: Request): Promise<Connection<Person>> {
    return listPeople(request, args);
  }

  @Needs('companyId')
  @FieldResolver(() => Company, { nullable: true, description: 'Where they work.' })
  company(@Root() person: Person, @Ctx() request: Request): Promise<Company | null> | null {
    return person.companyId ? companyById(request).load(person.companyId) : null;
  }

  @Needs('organizationId', 'customerValueUnits')
  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'What their orders come to that were not cancelled, in the currency of the organization; computed. For members.',
  })
  @May('person:read_figures')
  async customerValue(@Root() person: Person, @Ctx() request: Request): Promise<Money> {
    const currency = await currencyOf(request).load(person.organizationId);
    if (!currency) throw new Error(`The organization ${person.organizationId} is not there`);
    return money(person.customerValueUnits, currency.currencyCode);
  }

  @Needs('email')
  @FieldResolver(() => Boolean, { description: 'A member of the organization signs in with their address.' })
  async hasAccount(@Root() person: Person, @Ctx() request: Request): Promise<boolean> {
    return person.email ? isMembersEmail(request).load(person.email) : false;
  }

  @Needs()
  @FieldResolver(() => [ExternalId], { description: 'Their names in other systems.' })
  @BoundedList(20)
  externalIds(@Root() person: Person, @Ctx() request: Request): Promise<ExternalId[]> {
    return externalIdsOf(request).load(person.id);
  }

  @Mutation(() => CreatePersonPayload, { description: 'Makes a person.' })
  @May('person:write')
  createPerson(
    @Arg('input', () => CreatePersonInput, { description: 'What is known of them.' })
    input: CreatePersonInput,
    @Ctx() request: Request,
  ): Promise<CreatePersonPayload> {
    return request.mutate(CreatePersonPayload, async (tx) => ({ person: await createPerson(tx, input) }));
  }

  @Mutation(() => UpdatePersonPayload, { description: 'Changes a person.' })
  @May('person:write')
  updatePerson(
    @Arg('input', () => UpdatePersonInput, { description: 'What to change.' }) input: UpdatePersonInput,
    @Ctx() request: Request,
  ): Promise<UpdatePersonPayload> {
    return request.mutate(UpdatePersonPayload, async (tx) => ({ person: await updatePerson(tx, input) }));
  }

  @Mutation(() => UpsertPeoplePayload, { description: 'Changes or makes many people.' })
  @May('person:write')
  upsertPeople(
    @Arg('input', () => UpsertPeopleInput, { description: 'The people.' }) input: UpsertPeopleInput,
    @Ctx() request: Request,
  ): Promise<UpsertPeoplePayload> {
    return request.mutate(UpsertPeoplePayload, async (tx) => ({ results: await upsertPeople(tx, input) }));
  }
}
