import {
  type Connection,
  ConnectionSize,
  DateTime,
  type ListArgs,
  Needs,
  type Request,
  referenceTo,
  theOneOf,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Company } from '../foreign/company.js';
import { Person } from '../foreign/person.js';
import { User } from '../foreign/user.js';
import { Contact } from './contact.entity.js';
import {
  ContactBy,
  CreateContactInput,
  CreateContactPayload,
  UpdateContactInput,
  UpdateContactPayload,
  UpsertContactsInput,
  UpsertContactsPayload,
} from './contact.inputs.js';
import { contactById, contactOfPerson, contacts, lastPurchaseOf } from './contact.loaders.js';
import { createContact, updateContact, upsertContacts } from './write-contact.js';

@Resolver(() => Contact)
export class ContactResolver {
  @Query(() => Contact, { nullable: true, description: 'A contact, by one of several keys.' })
  contact(
    @Arg('by', () => ContactBy, { description: 'Exactly one key.' }) by: ContactBy,
    @Ctx() request: Request,
  ): Promise<Contact | null> {
    const [key, id] = theOneOf(by);
    return (key === 'id' ? contactById : contactOfPerson)(request).load(id);
  }

  @Query(() => contacts.Connection, { description: 'The contacts of the organization.' })
  @ConnectionSize()
  contacts(@Args(() => contacts.Args) args: ListArgs, @Ctx() request: Request): Promise<Connection<Contact>> {
    return contacts.list(request, args);
  }

  @Needs('personId')
  @FieldResolver(() => Person, { nullable: true, description: 'Who it is.' })
  person(@Root() contact: Contact, @Ctx() request: Request): Promise<Person | null> {
    return referenceTo(request, contact.personId);
  }

  @Needs('companyId')
  @FieldResolver(() => Company, { nullable: true, description: 'Where they work.' })
  company(@Root() contact: Contact): Company | null {
    return contact.companyId ? { id: contact.companyId } : null;
  }

  @Needs('ownerId')
  @FieldResolver(() => User, { nullable: true, description: 'Who looks after them.' })
  owner(@Root() contact: Contact): User | null {
    return contact.ownerId ? { id: contact.ownerId } : null;
  }

  @Needs('personId')
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When they last bought, by the purchases that were not called off.',
  })
  lastPurchaseAt(@Root() contact: Contact, @Ctx() request: Request): Promise<Date | null> {
    return lastPurchaseOf(request).load(contact.personId);
  }

  @Mutation(() => CreateContactPayload, { description: 'Makes a person a contact.' })
  createContact(
    @Arg('input', () => CreateContactInput, { description: 'What is known of them.' })
    input: CreateContactInput,
    @Ctx() request: Request,
  ): Promise<CreateContactPayload> {
    return request.mutate(CreateContactPayload, async (tx) => ({ contact: await createContact(tx, input) }));
  }

  @Mutation(() => UpdateContactPayload, { description: 'Changes a contact.' })
  updateContact(
    @Arg('input', () => UpdateContactInput, { description: 'What to change.' }) input: UpdateContactInput,
    @Ctx() request: Request,
  ): Promise<UpdateContactPayload> {
    return request.mutate(UpdateContactPayload, async (tx) => ({ contact: await updateContact(tx, input) }));
  }

  @Mutation(() => UpsertContactsPayload, { description: 'Changes or makes many contacts.' })
  upsertContacts(
    @Arg('input', () => UpsertContactsInput, { description: 'The contacts.' }) input: UpsertContactsInput,
    @Ctx() request: Request,
  ): Promise<UpsertContactsPayload> {
    return request.mutate(UpsertContactsPayload, async (tx) => ({
      results: await upsertContacts(tx, input),
    }));
  }
}
