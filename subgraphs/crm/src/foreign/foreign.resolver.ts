import { type Connection, ConnectionSize, type ListArgs, Needs, type Request } from '@kith/kernel';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Activity } from '../activity/activity.entity.js';
import { activities } from '../activity/activity.loaders.js';
import { Contact } from '../contact/contact.entity.js';
import { contactOfPerson, contacts } from '../contact/contact.loaders.js';
import type { Deal } from '../deal/deal.entity.js';
import { deals } from '../deal/deal.loaders.js';
import { Company } from './company.js';
import { Person } from './person.js';

@Resolver(() => Person)
export class PersonResolver {
  @Needs()
  @FieldResolver(() => Contact, { nullable: true, description: 'The person as a contact.' })
  contact(@Root() person: Person, @Ctx() request: Request): Promise<Contact | null> {
    return contactOfPerson(request).load(person.id);
  }

  @Needs()
  @FieldResolver(() => deals.Connection, { nullable: true, description: 'The deals with them.' })
  @ConnectionSize()
  deals(
    @Root() person: Person,
    @Args(() => deals.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Deal>> {
    return deals.listOf(request, 'personId', person.id, args);
  }

  @Needs()
  @FieldResolver(() => activities.Connection, {
    nullable: true,
    description: 'What happened with them, the latest first.',
  })
  @ConnectionSize()
  activities(
    @Root() person: Person,
    @Args(() => activities.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Activity>> {
    return activities.listOf(request, 'personId', person.id, args);
  }
}

@Resolver(() => Company)
export class CompanyResolver {
  @Needs()
  @FieldResolver(() => contacts.Connection, { nullable: true, description: 'The contacts there.' })
  @ConnectionSize()
  contacts(
    @Root() company: Company,
    @Args(() => contacts.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Contact>> {
    return contacts.listOf(request, 'companyId', company.id, args);
  }

  @Needs()
  @FieldResolver(() => deals.Connection, { nullable: true, description: 'The deals with it.' })
  @ConnectionSize()
  deals(
    @Root() company: Company,
    @Args(() => deals.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Deal>> {
    return deals.listOf(request, 'companyId', company.id, args);
  }

  @Needs()
  @FieldResolver(() => activities.Connection, {
    nullable: true,
    description: 'What happened with it, the latest first.',
  })
  @ConnectionSize()
  activities(
    @Root() company: Company,
    @Args(() => activities.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Activity>> {
    return activities.listOf(request, 'companyId', company.id, args);
  }
}
