import {
  type Connection,
  ConnectionSize,
  type Id,
  type ListArgs,
  Needs,
  type Request,
  referenceTo,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { ObjectRecord } from '../record/record.entity.js';
import { recordById } from '../record/record.loaders.js';
import { Association, AssociationEnd, type EndType, ends } from './association.entity.js';
import {
  CreateAssociationsInput,
  CreateAssociationsPayload,
  DeleteAssociationsInput,
  DeleteAssociationsPayload,
} from './association.inputs.js';
import { associations } from './association.loaders.js';
import { createAssociations, deleteAssociations } from './write-association.js';

@Resolver(() => ObjectRecord)
export class RecordAssociationsResolver {
  @Needs()
  @FieldResolver(() => associations.Connection, { description: 'The links that begin here.' })
  @ConnectionSize()
  associations(
    @Root() record: ObjectRecord,
    @Args(() => associations.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Association>> {
    return associations.listOf(request, 'fromId', record.id, args);
  }

  @Needs()
  @FieldResolver(() => associations.Connection, { description: 'The links that end here.' })
  @ConnectionSize()
  associatedBy(
    @Root() record: ObjectRecord,
    @Args(() => associations.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Association>> {
    return associations.listOf(request, 'toId', record.id, args);
  }

  @Mutation(() => CreateAssociationsPayload, { description: 'Links things.' })
  createAssociations(
    @Arg('input', () => CreateAssociationsInput, { description: 'The links.' })
    input: CreateAssociationsInput,
    @Ctx() request: Request,
  ): Promise<CreateAssociationsPayload> {
    return request.mutate(CreateAssociationsPayload, async (tx) => ({
      created: await createAssociations(tx, input),
    }));
  }

  @Mutation(() => DeleteAssociationsPayload, { description: 'Takes links away.' })
  deleteAssociations(
    @Arg('input', () => DeleteAssociationsInput, { description: 'The links.' })
    input: DeleteAssociationsInput,
    @Ctx() request: Request,
  ): Promise<DeleteAssociationsPayload> {
    return request.mutate(DeleteAssociationsPayload, async (tx) => ({
      deleted: await deleteAssociations(tx, input),
    }));
  }
}

@Resolver(() => Association)
export class AssociationResolver {
  @FieldResolver(() => AssociationEnd, { nullable: true, description: 'Where it begins.' })
  from(@Root() { fromType, fromId }: Association, @Ctx() request: Request) {
    return endOf(request, fromType, fromId);
  }

  @FieldResolver(() => AssociationEnd, { nullable: true, description: 'Where it ends.' })
  to(@Root() { toType, toId }: Association, @Ctx() request: Request) {
    return endOf(request, toType, toId);
  }
}

/** A record whole; of anything else its id, for its owner to fill. */
async function endOf(request: Request, type: EndType, id: Id): Promise<object | null> {
  if (type === 'Record') return recordById(request).load(id);
  return Object.assign(new ends[type](), await referenceTo(request, id));
}
