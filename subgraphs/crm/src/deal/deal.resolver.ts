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
  referenceTo,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Activity } from '../activity/activity.entity.js';
import { activities } from '../activity/activity.loaders.js';
import { Company } from '../foreign/company.js';
import { Person } from '../foreign/person.js';
import { User } from '../foreign/user.js';
import { Pipeline, Stage } from '../pipeline/pipeline.entity.js';
import { pipelineById, stageById } from '../pipeline/pipeline.loaders.js';
import { Deal } from './deal.entity.js';
import {
  CreateDealInput,
  CreateDealPayload,
  ImportDealsInput,
  ImportDealsPayload,
  MoveDealInput,
  MoveDealPayload,
  ReopenDealInput,
  ReopenDealPayload,
  UpdateDealInput,
  UpdateDealPayload,
} from './deal.inputs.js';
import { dealById, deals } from './deal.loaders.js';
import { moveDeal, reopenDeal } from './move-deal.js';
import { createDeal, importDeals, updateDeal } from './write-deal.js';

@Resolver(() => Deal)
export class DealResolver {
  @Query(() => Deal, { nullable: true, description: 'A deal by its id.' })
  deal(
    @IdArg('Deal', 'id', { description: 'Its id.' }) id: Id<'Deal'>,
    @Ctx() request: Request,
  ): Promise<Deal | null> {
    return dealById(request).load(id);
  }

  @Query(() => deals.Connection, { description: 'The deals of the organization.' })
  @ConnectionSize()
  deals(@Args(() => deals.Args) args: ListArgs, @Ctx() request: Request): Promise<Connection<Deal>> {
    return deals.list(request, args);
  }

  @Needs('stageId')
  @FieldResolver(() => Stage, { nullable: true, description: 'Where it is.' })
  stage(@Root() deal: Deal, @Ctx() request: Request): Promise<Stage | null> {
    return stageById(request).load(deal.stageId);
  }

  @Needs('pipelineId')
  @FieldResolver(() => Pipeline, { nullable: true, description: 'The way that it goes.' })
  pipeline(@Root() deal: Deal, @Ctx() request: Request): Promise<Pipeline | null> {
    return pipelineById(request).load(deal.pipelineId);
  }

  @Needs('ownerId')
  @FieldResolver(() => User, { nullable: true, description: 'Who looks after it.' })
  owner(@Root() deal: Deal): User | null {
    return deal.ownerId ? { id: deal.ownerId } : null;
  }

  @Needs('personId')
  @FieldResolver(() => Person, { nullable: true, description: 'Whom it is with.' })
  person(@Root() deal: Deal, @Ctx() request: Request): Promise<Person | null> {
    return referenceTo(request, deal.personId);
  }

  @Needs('companyId')
  @FieldResolver(() => Company, { nullable: true, description: 'Which company it is with.' })
  company(@Root() deal: Deal): Company | null {
    return deal.companyId ? { id: deal.companyId } : null;
  }

  @Needs()
  @FieldResolver(() => activities.Connection, { description: 'What happened, the latest first.' })
  @ConnectionSize()
  activities(
    @Root() deal: Deal,
    @Args(() => activities.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Activity>> {
    return activities.listOf(request, 'dealId', deal.id, args);
  }

  @Needs()
  @FieldResolver(() => [ExternalId], { description: 'Its names in other systems.' })
  @BoundedList(20)
  externalIds(@Root() deal: Deal, @Ctx() request: Request): Promise<ExternalId[]> {
    return externalIdsOf(request).load(deal.id);
  }

  @Mutation(() => CreateDealPayload, { description: 'Makes a deal.' })
  createDeal(
    @Arg('input', () => CreateDealInput, { description: 'The deal.' }) input: CreateDealInput,
    @Ctx() request: Request,
  ): Promise<CreateDealPayload> {
    return request.mutate(CreateDealPayload, async (tx) => ({ deal: await createDeal(tx, input) }));
  }

  @Mutation(() => UpdateDealPayload, { description: 'Changes a deal.' })
  updateDeal(
    @Arg('input', () => UpdateDealInput, { description: 'What to change.' }) input: UpdateDealInput,
    @Ctx() request: Request,
  ): Promise<UpdateDealPayload> {
    return request.mutate(UpdateDealPayload, async (tx) => ({ deal: await updateDeal(tx, input) }));
  }

  @Mutation(() => MoveDealPayload, { description: 'Moves an open deal within its pipeline.' })
  moveDeal(
    @Arg('input', () => MoveDealInput, { description: 'Which deal, and where.' }) input: MoveDealInput,
    @Ctx() request: Request,
  ): Promise<MoveDealPayload> {
    return request.mutate(MoveDealPayload, async (tx) => ({ deal: await moveDeal(tx, input) }));
  }

  @Mutation(() => ReopenDealPayload, { description: 'Takes up a deal that was won or lost.' })
  reopenDeal(
    @Arg('input', () => ReopenDealInput, { description: 'Which deal, and where.' }) input: ReopenDealInput,
    @Ctx() request: Request,
  ): Promise<ReopenDealPayload> {
    return request.mutate(ReopenDealPayload, async (tx) => ({ deal: await reopenDeal(tx, input) }));
  }

  @Mutation(() => ImportDealsPayload, { description: 'Takes over deals from elsewhere.' })
  importDeals(
    @Arg('input', () => ImportDealsInput, { description: 'The deals.' }) input: ImportDealsInput,
    @Ctx() request: Request,
  ): Promise<ImportDealsPayload> {
    return request.mutate(ImportDealsPayload, async (tx) => ({ results: await importDeals(tx, input) }));
  }
}
