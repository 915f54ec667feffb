import { type Id, IdField, Payload } from '@kith/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Membership } from './membership.entity.js';
import { Role } from './role.js';

@InputType()
abstract class MemberInput {
  @IdField('User', { description: 'Which member.' })
  userId!: Id<'User'>;
}

@ObjectType()
abstract class MembershipPayload extends Payload {
  @Field(() => Membership, { nullable: true, description: 'The membership, when it was changed.' })
  membership?: Membership;
}

@InputType({ description: 'Another role for a member.' })
export class ChangeMemberRoleInput extends MemberInput {
  @Field(() => Int, {
    nullable: true,
    description: 'The version of the membership that the change is based on.',
  })
  expectedVersion?: number | null;
  @Field(() => Role, { description: 'What they may do from now on.' })
  role!: Role;
}

@InputType({ description: 'A member to take out.' })
export class RemoveMemberInput extends MemberInput {}

@InputType({ description: 'A member who shall not act.' })
export class DisableUserInput extends MemberInput {}

@InputType({ description: 'A member who may act again.' })
export class EnableUserInput extends MemberInput {}

@ObjectType({ description: 'The member with their new role.' })
export class ChangeMemberRolePayload extends MembershipPayload {}

@ObjectType({ description: 'Who is no member any more.' })
export class RemoveMemberPayload extends Payload {
  @IdField('Membership', { nullable: true, description: 'The id of the membership that was.' })
  deletedId?: Id<'Membership'>;
}

@ObjectType({ description: 'The disabled member.' })
export class DisableUserPayload extends MembershipPayload {}

@ObjectType({ description: 'The member who may act again.' })
export class EnableUserPayload extends MembershipPayload {}
