import { Field, ID, ObjectType } from 'type-graphql';
import { Shareable } from '../graph/directives.js';
import { encodeId, type Uuid } from '../graph/id.js';
import { DateTime, Json } from '../graph/scalars.js';

@Shareable()
@ObjectType({ description: 'That a property of something got another value.', simpleResolvers: true })
export class Change {
  @Field(() => String, { description: 'The name of the property.' })
  property!: string;

  @Field(() => Json, {
    nullable: true,
    description: 'Its value before; null when it had none. An amount is text, an id a UUID.',
  })
  before!: unknown;

  @Field(() => Json, { nullable: true, description: 'Its value after; null when it has none.' })
  after!: unknown;

  @Field(() => DateTime, { description: 'When it was committed.' })
  at!: Date;

  @Field(() => ID, {
    nullable: true,
    description: 'The user who did it; null when the platform did, in answer to an event.',
  })
  by!: string | null;

  @Field(() => String, { nullable: true, description: 'The request in which it was done.' })
  requestId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The event that it answers, as the subgraph where it happened and its position there: `commerce/512`.',
  })
  cause!: string | null;
}

/** Who did it, as clients see users. */
export function userOf(actorId: Uuid | null): string | null {
  return actorId && encodeId('User', actorId);
}
