import { type Id, IdField, Payload } from '@kith/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Segment } from './segment.entity.js';

@InputType({ description: 'A new segment, without members.' })
export class CreateSegmentInput {
  @Field(() => String, { description: 'What it is called, unique in the organization.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'Who is in it, and why.' })
  description?: string | null;
}

@InputType({ description: 'People to put into a segment; who is in it already stays.' })
export class AddSegmentMembersInput {
  @IdField('Segment', { description: 'Which segment.' })
  segmentId!: Id<'Segment'>;
  @IdField('Person', { list: true, description: 'Whom; at most 250.' })
  personIds!: Id<'Person'>[];
}

@InputType({ description: 'People to take out of a segment; who is not in it is passed over.' })
export class RemoveSegmentMembersInput {
  @IdField('Segment', { description: 'Which segment.' })
  segmentId!: Id<'Segment'>;
  @IdField('Person', { list: true, description: 'Whom; at most 250.' })
  personIds!: Id<'Person'>[];
}

@ObjectType()
abstract class SegmentPayload extends Payload {
  @Field(() => Segment, { nullable: true, description: 'The segment, when it was written.' })
  segment?: Segment;
}

@ObjectType({ description: 'The new segment.' })
export class CreateSegmentPayload extends SegmentPayload {}

@ObjectType({ description: 'The segment with its new members.' })
export class AddSegmentMembersPayload extends SegmentPayload {}

@ObjectType({ description: 'The segment without those who were taken out.' })
export class RemoveSegmentMembersPayload extends SegmentPayload {}
