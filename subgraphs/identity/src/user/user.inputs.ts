import { EmailAddress, Payload } from '@kith/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Role } from './role.js';
import { User } from './user.entity.js';

@InputType({ description: 'Somebody to take into the present organization.' })
export class AddMemberInput {
  @Field(() => EmailAddress, {
    description: 'Where they are reached; an account with it is used, else one is made.',
  })
  email!: string;
  @Field(() => String, { description: 'What they are called, when the account is made.' })
  displayName!: string;
  @Field(() => Role, { description: 'What they may do.' })
  role!: Role;
}

@ObjectType({ description: 'The new member.' })
export class AddMemberPayload extends Payload {
  @Field(() => User, { nullable: true, description: 'The member, when they were taken in.' })
  user?: User;
}
