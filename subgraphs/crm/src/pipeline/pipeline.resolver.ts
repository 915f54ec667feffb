import {
  BoundedList,
  type Connection,
  ConnectionSize,
  Decimal,
  type Id,
  IdArg,
  type ListArgs,
  Needs,
  type Request,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Pipeline, Stage } from './pipeline.entity.js';
import {
  CreatePipelineInput,
  CreatePipelinePayload,
  DeleteStageInput,
  DeleteStagePayload,
} from './pipeline.inputs.js';
import { pipelineById, pipelines, stagesOf, sumsOf } from './pipeline.loaders.js';
import { createPipeline, deleteStage } from './write-pipeline.js';

@Resolver(() => Pipeline)
export class PipelineResolver {
  @Query(() => Pipeline, { nullable: true, description: 'A pipeline by its id.' })
  pipeline(
    @IdArg('Pipeline', 'id', { description: 'Its id.' }) id: Id<'Pipeline'>,
    @Ctx() request: Request,
  ): Promise<Pipeline | null> {
    return pipelineById(request).load(id);
  }

  @Query(() => pipelines.Connection, { description: 'The pipelines of the organization.' })
  @ConnectionSize()
  pipelines(
    @Args(() => pipelines.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Pipeline>> {
    return pipelines.list(request, args);
  }

  @Needs()
  @FieldResolver(() => [Stage], { description: 'Its stages in their order; at most 50.' })
  @BoundedList(50)
  stages(@Root() pipeline: Pipeline, @Ctx() request: Request): Promise<Stage[]> {
    return stagesOf(request).load(pipeline.id);
  }

  @Mutation(() => CreatePipelinePayload, { description: 'Makes a pipeline with its stages. For managers.' })
  createPipeline(
    @Arg('input', () => CreatePipelineInput, { description: 'The pipeline.' }) input: CreatePipelineInput,
    @Ctx() request: Request,
  ): Promise<CreatePipelinePayload> {
    return request.mutate(CreatePipelinePayload, async (tx) => ({
      pipeline: await createPipeline(tx, input),
    }));
  }

  @Mutation(() => DeleteStagePayload, { description: 'Deletes a stage in which no deal is. For managers.' })
  deleteStage(
    @Arg('input', () => DeleteStageInput, { description: 'Which stage.' }) input: DeleteStageInput,
    @Ctx() request: Request,
  ): Promise<DeleteStagePayload> {
    return request.mutate(DeleteStagePayload, async (tx) => ({ pipeline: await deleteStage(tx, input) }));
  }
}

@Resolver(() => Stage)
export class StageResolver {
  @Needs('pipelineId')
  @FieldResolver(() => Pipeline, { nullable: true, description: 'The pipeline that it belongs to.' })
  pipeline(@Root() stage: Stage, @Ctx() request: Request): Promise<Pipeline | null> {
    return pipelineById(request).load(stage.pipelineId);
  }

  @Needs()
  @FieldResolver(() => Int, { description: 'How many deals are in it.' })
  async dealCount(@Root() stage: Stage, @Ctx() request: Request): Promise<number> {
    return (await sumsOf(request).load(stage.id))[0]?.dealCount ?? 0;
  }

  @Needs()
  @FieldResolver(() => Decimal, { description: 'What its deals come to, in the currency of deals.' })
  async dealAmount(@Root() stage: Stage, @Ctx() request: Request): Promise<bigint> {
    return (await sumsOf(request).load(stage.id))[0]?.amountUnits ?? 0n;
  }
}
