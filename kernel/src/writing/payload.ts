import { Field, ObjectType } from 'type-graphql';
import { UserError } from '../errors/user-error.js';

/** What every mutation answers beside its noun. */
@ObjectType()
export abstract class Payload {
  @Field(() => [UserError], {
    description: 'What the sender can mend. When there is any, nothing was written.',
  })
  userErrors: readonly UserError[] = [];
}
