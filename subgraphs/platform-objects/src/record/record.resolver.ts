import {
  BoundedList,
  type Connection,
  ConnectionSize,
  ExternalId,
  externalIdsOf,
  type Id,
  IdArg,
  Needs,
  type Request,
  RequestError,
  referenceTo,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ObjectDefinition } from '../definition/definition.entity.js';
import { definitionById } from '../definition/definition.loaders.js';
import { definitionNamed } from '../definition/definition-named.js';
import { Person } from '../foreign/person.js';
import { Team } from '../foreign/team.js';
import { User } from '../foreign/user.js';
import { May } from '../policy.js';
import { ObjectRecord } from './record.entity.js';
import {
  CreateRecordInput,
  CreateRecordPayload,
  DeleteRecordInput,
  DeleteRecordPayload,
  RecordsArgs,
  UpdateRecordInput,
  UpdateRecordPayload,
  UpsertRecordsInput,
  UpsertRecordsPayload,
} from './record.inputs.js';
import { recordById, recordsOfPerson } from './record.loaders.js';
import { recordsOfDefinition } from './records-of-definition.js';
import { createRecord, deleteRecord, updateRecord, upsertRecords } from './write-record.js';

@Resolver(() => ObjectRecord)
export class RecordResolver {
  @Query(() => ObjectRecord, { nullable: true, description: 'A record by its id.' })
  record(
    @IdArg('Record', 'id', { description: 'Its id.' }) id: Id<'Record'>,
    @Ctx() request: Request,
  ): Promise<ObjectRecord | null> {
    return recordById(request).load(id);
  }

  @Query(() => recordsOfPerson.Connection, { description: 'The records of one definition.' })
  @ConnectionSize()
  async records(
    @Args(() => RecordsArgs) args: RecordsArgs,
    @Arg('definition', () => String, { description: 'The name of the definition.' }) name: string,
    @Ctx() request: Request,
  ): Promise<Connection<ObjectRecord>> {
    const definition = await definitionNamed(request.snapshot, name);
    if (!definition) throw new RequestError('NOT_FOUND', `Nothing called ${name} is defined`);
    return recordsOfDefinition(request, definition, args);
  }

  @Needs('definitionId')
  @FieldResolver(() => ObjectDefinition, { nullable: true, description: 'What it is.' })
  definition(@Root() record: ObjectRecord, @Ctx() request: Request): Promise<ObjectDefinition | null> {
    return definitionById(request).load(record.definitionId);
  }

  @Needs('personId')
  @FieldResolver(() => Person, { nullable: true, description: 'Whose it is.' })
  person(@Root() record: ObjectRecord, @Ctx() request: Request): Promise<Person | null> {
    return referenceTo(request, record.personId);
  }

  @Needs('ownerId')
  @FieldResolver(() => User, { nullable: true, description: 'Who looks after it.' })
  owner(@Root() record: ObjectRecord): User | null {
    return record.ownerId ? { id: record.ownerId } : null;
  }

  @Needs('teamId')
  @FieldResolver(() => Team, { nullable: true, description: 'Which team looks after it.' })
  team(@Root() record: ObjectRecord): Team | null {
    return record.teamId ? { id: record.teamId } : null;
  }

  @Needs()
  @FieldResolver(() => [ExternalId], { description: 'Its names in other systems.' })
  @BoundedList(20)
  externalIds(@Root() record: ObjectRecord, @Ctx() request: Request): Promise<ExternalId[]> {
    return externalIdsOf(request).load(record.id);
  }

  @Mutation(() => CreateRecordPayload, { description: 'Makes a record.' })
  @May('record:write')
  createRecord(
    @Arg('input', () => CreateRecordInput, { description: 'The record.' }) input: CreateRecordInput,
    @Ctx() request: Request,
  ): Promise<CreateRecordPayload> {
    return request.mutate(CreateRecordPayload, async (tx) => ({ record: await createRecord(tx, input) }));
  }

  @Mutation(() => UpdateRecordPayload, { description: 'Changes a record, puts it away, or takes it back.' })
  @May('record:write')
  updateRecord(
    @Arg('input', () => UpdateRecordInput, { description: 'What to change.' }) input: UpdateRecordInput,
    @Ctx() request: Request,
  ): Promise<UpdateRecordPayload> {
    return request.mutate(UpdateRecordPayload, async (tx) => ({ record: await updateRecord(tx, input) }));
  }

  @Mutation(() => DeleteRecordPayload, { description: 'Deletes a record with its associations.' })
  @May('record:delete')
  deleteRecord(
    @Arg('input', () => DeleteRecordInput, { description: 'Which record.' }) input: DeleteRecordInput,
    @Ctx() request: Request,
  ): Promise<DeleteRecordPayload> {
    return request.mutate(DeleteRecordPayload, async (tx) => ({ deletedId: await deleteRecord(tx, input) }));
  }

  @Mutation(() => UpsertRecordsPayload, { description: 'Changes or makes many records of one definition.' })
  @May('record:write')
  upsertRecords(
    @Arg('input', () => UpsertRecordsInput, { description: 'The records.' }) input: UpsertRecordsInput,
    @Ctx() request: Request,
  ): Promise<UpsertRecordsPayload> {
    return request.mutate(UpsertRecordsPayload, async (tx) => ({ results: await upsertRecords(tx, input) }));
  }
}
