import { Field, ObjectType } from 'type-graphql';
import { UserError } from '../errors/user-error.js';
import { BoundedList } from '../graph/directives.js';

/** What every mutation answers beside its noun. */
@ObjectType()
export abstract class Payload {
  @Field(() => [UserError], {
    description: 'What the sender can mend. When there is any, nothing was written.',
  })
  @BoundedList(250)
  userErrors: readonly UserError[] = [];
}
