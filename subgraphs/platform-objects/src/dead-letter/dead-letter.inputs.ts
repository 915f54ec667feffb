import { BoundedList, type Id, IdField, Payload } from '@kith/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { DeadLetter } from './dead-letter.entity.js';

@InputType({ description: 'Events to try once more, all or none.' })
export class RedriveDeadLettersInput {
  @IdField('DeadLetter', { list: true, description: 'Which; at most 250.' })
  ids!: Id<'DeadLetter'>[];
}

@InputType({ description: 'Events to forget, all or none.' })
export class DiscardDeadLettersInput {
  @IdField('DeadLetter', { list: true, description: 'Which; at most 250.' })
  ids!: Id<'DeadLetter'>[];
}

@ObjectType()
abstract class DeadLettersPayload extends Payload {
  @Field(() => [DeadLetter], {
    nullable: true,
    description:
      'The dead letters as they stand; ask again with the consistency token of this answer for what became of them.',
  })
  @BoundedList(250)
  deadLetters?: DeadLetter[];
}

@ObjectType({ description: 'What the subgraphs were asked to try.' })
export class RedriveDeadLettersPayload extends DeadLettersPayload {}

@ObjectType({ description: 'What the subgraphs were asked to forget.' })
export class DiscardDeadLettersPayload extends DeadLettersPayload {}
