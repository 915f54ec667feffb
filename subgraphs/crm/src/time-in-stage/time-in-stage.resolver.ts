import { BoundedList, Needs, type Request } from '@kith/kernel';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Deal } from '../deal/deal.entity.js';
import { Stage } from '../pipeline/pipeline.entity.js';
import { stageById } from '../pipeline/pipeline.loaders.js';
import { StageDuration, TimeInStage } from './time-in-stage.entity.js';
import { durationOf, timeInStagesOf } from './time-in-stage.loaders.js';

@Resolver(() => Deal)
export class DealTimeResolver {
  @Needs()
  @FieldResolver(() => [TimeInStage], {
    description:
      'How long it was in each stage that it has been in, in the order in which it first came there.',
  })
  @BoundedList(50)
  timeInStages(@Root() deal: Deal, @Ctx() request: Request): Promise<TimeInStage[]> {
    return timeInStagesOf(request).load(deal.id);
  }
}

@Resolver(() => TimeInStage)
export class TimeInStageResolver {
  @FieldResolver(() => Stage, { nullable: true, description: 'The stage; null when it was deleted since.' })
  stage(@Root() { stageId }: TimeInStage, @Ctx() request: Request): Promise<Stage | null> {
    return stageById(request).load(stageId);
  }
}

@Resolver(() => Stage)
export class StageTimeResolver {
  @Needs()
  @FieldResolver(() => StageDuration, {
    nullable: true,
    description: 'How long deals were here, of all that have ever been; null when none has.',
  })
  timeOfDeals(@Root() stage: Stage, @Ctx() request: Request): Promise<StageDuration | null> {
    return durationOf(request).load(stage.id);
  }
}
