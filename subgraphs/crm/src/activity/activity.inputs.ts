import { DateTime, type Id, IdField, Most, Payload } from '@kith/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Activity, ActivityStatus, ActivityType } from './activity.entity.js';

@InputType({
  description: 'Something that happened, or has to. It is about at least one of person, company and deal.',
})
export class LogActivityInput {
  @Field(() => ActivityType, { description: 'What sort of thing it is.' })
  type!: ActivityType;
  @Field(() => String, { description: 'What it is about.' })
  subject!: string;
  @Field(() => String, {
    nullable: true,
    description: 'All that there is to say; at most 50,000 characters.',
  })
  @Most(50_000)
  body?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it happened; now unless said.' })
  occurredAt?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When a task has to be done.' })
  dueAt?: Date | null;
  @IdField('User', { nullable: true, description: 'Who has to do it.' })
  assigneeId?: Id<'User'> | null;
  @IdField('Person', { nullable: true, description: 'Which person it is about.' })
  personId?: Id<'Person'> | null;
  @IdField('Company', { nullable: true, description: 'Which company it is about.' })
  companyId?: Id<'Company'> | null;
  @IdField('Deal', { nullable: true, description: 'Which deal it is about.' })
  dealId?: Id<'Deal'> | null;
}

@InputType({ description: 'Many activities at once, all or none; at most 250.' })
export class LogActivitiesInput {
  @Field(() => [LogActivityInput], { description: 'The activities.' })
  activities!: LogActivityInput[];
  @Field(() => String, {
    nullable: true,
    description: 'The same key with the same input logs nothing again.',
  })
  @Most(255)
  idempotencyKey?: string | null;
}

@InputType({ description: 'Changes of an activity; what is not given stays.' })
export class UpdateActivityInput {
  @IdField('Activity', { description: 'Which activity.' })
  id!: Id<'Activity'>;
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
  @Field(() => String, { nullable: true, description: 'What it is about.' })
  subject?: string | null;
  @Field(() => String, { nullable: true, description: 'All that there is to say.' })
  @Most(50_000)
  body?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When a task has to be done.' })
  dueAt?: Date | null;
  @Field(() => ActivityStatus, { nullable: true, description: 'Whether a task is done.' })
  status?: ActivityStatus | null;
}

@ObjectType()
abstract class ActivityPayload extends Payload {
  @Field(() => Activity, { nullable: true, description: 'The activity, when it was written.' })
  activity?: Activity;
}

@ObjectType({ description: 'The new activity.' })
export class LogActivityPayload extends ActivityPayload {}

@ObjectType({ description: 'The changed activity.' })
export class UpdateActivityPayload extends ActivityPayload {}

@ObjectType({ description: 'How many there are now.' })
export class LogActivitiesPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many were logged, when they were.' })
  logged?: number;
}
