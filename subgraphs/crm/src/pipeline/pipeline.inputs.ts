import { type Id, IdField, Most, Payload } from '@kith/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Pipeline, StageKind } from './pipeline.entity.js';

@InputType({ description: 'A stage of a new pipeline.' })
export class StageInput {
  @Field(() => String, { description: 'What it is called.' })
  name!: string;
  @Field(() => StageKind, {
    defaultValue: StageKind.OPEN,
    description: 'What it means for a deal to be here.',
  })
  kind!: StageKind;
}

@InputType({ description: 'A new pipeline.' })
export class CreatePipelineInput {
  @Field(() => String, { description: 'What it is called, unique in the organization.' })
  name!: string;
  @Field(() => [StageInput], { description: 'Its stages in their order; 1 to 50.' })
  @Most(50)
  stages!: StageInput[];
}

@InputType({ description: 'A stage to take out of its pipeline.' })
export class DeleteStageInput {
  @IdField('Stage', { description: 'Which stage; no deal may be in it.' })
  id!: Id<'Stage'>;
}

@ObjectType({ description: 'The new pipeline.' })
export class CreatePipelinePayload extends Payload {
  @Field(() => Pipeline, { nullable: true, description: 'The pipeline, when it was made.' })
  pipeline?: Pipeline;
}

@ObjectType({ description: 'The pipeline without the stage.' })
export class DeleteStagePayload extends Payload {
  @Field(() => Pipeline, { nullable: true, description: 'The pipeline, when the stage was deleted.' })
  pipeline?: Pipeline;
}
