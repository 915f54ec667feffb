import type { Id } from '@kith/kernel';
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'How long a deal was in a stage, from its history.', simpleResolvers: true })
export class TimeInStage {
  dealId!: Id<'Deal'>;
  stageId!: Id<'Stage'>;

  @Field(() => Int, { description: 'Seconds in all; of the stage where the deal is, until now.' })
  seconds!: number;

  @Field(() => Int, { description: 'How often it came there.' })
  visits!: number;

  @Field(() => Boolean, { description: 'It is there now.' })
  isPresent!: boolean;
}

@ObjectType({ description: 'How long deals were in a stage, from their history.', simpleResolvers: true })
export class StageDuration {
  stageId!: Id<'Stage'>;

  @Field(() => Int, { description: 'How many deals have been there.' })
  deals!: number;

  @Field(() => Int, { description: 'Seconds that a deal was there, on average.' })
  averageSeconds!: number;

  @Field(() => Int, {
    description: 'Seconds that a deal in the middle was there: half of them less, half more.',
  })
  medianSeconds!: number;
}
