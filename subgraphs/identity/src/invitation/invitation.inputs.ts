import { EmailAddress, type Id, IdField, Most, Payload } from '@kith/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Role } from '../user/role.js';
import { UserOrganization } from '../user/user-organization.entity.js';
import { Invitation } from './invitation.entity.js';

@InputType()
abstract class OneInvitationInput {
  @IdField('Invitation', { description: 'Which invitation.' })
  id!: Id<'Invitation'>;
}

@ObjectType()
abstract class InvitationPayload extends Payload {
  @Field(() => Invitation, { nullable: true, description: 'The invitation, when it was written.' })
  invitation?: Invitation;
}

@InputType({ description: 'Somebody to invite into the present organization.' })
export class InviteMemberInput {
  @Field(() => EmailAddress, { description: 'Where they are reached.' })
  email!: string;
  @Field(() => Role, {
    description: 'What they will be able to do: below your own role, unless you are an owner.',
  })
  role!: Role;
}

@InputType({ description: 'An invitation to send again.' })
export class ResendInvitationInput extends OneInvitationInput {}

@InputType({ description: 'An invitation that shall not be accepted.' })
export class RevokeInvitationInput extends OneInvitationInput {}

@InputType({ description: 'What shows that one is invited.' })
export class AcceptInvitationInput {
  @Field(() => String, { description: 'The token that the invitation was sent with.' })
  @Most(200)
  token!: string;
}

@ObjectType({ description: 'The invitation.' })
export class InviteMemberPayload extends InvitationPayload {}

@ObjectType({ description: 'The invitation, with another token; the one before accepts nothing any more.' })
export class ResendInvitationPayload extends InvitationPayload {}

@ObjectType({ description: 'The revoked invitation.' })
export class RevokeInvitationPayload extends InvitationPayload {}

@ObjectType({ description: 'Where one belongs now.' })
export class AcceptInvitationPayload extends Payload {
  @Field(() => UserOrganization, { nullable: true, description: 'The organization, to be switched to.' })
  organization?: UserOrganization;
}
