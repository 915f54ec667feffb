import { EmailAddress, Payload } from '@kith/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { User } from '../user/user.entity.js';
import { MemberReach } from './member-reach.js';
import { Organization } from './organization.entity.js';
import { OrganizationFields } from './organization-fields.inputs.js';

@InputType({ description: 'The person who will own a new organization.' })
export class OwnerInput {
  @Field(() => EmailAddress, {
    description: 'Where they are reached; an account with it is used, else one is made.',
  })
  email!: string;
  @Field(() => String, { description: 'What they are called.' })
  displayName!: string;
}

@InputType({ description: 'A new organization and its owner.' })
export class CreateOrganizationInput extends OrganizationFields {
  @Field(() => OwnerInput, { description: 'Its first member.' })
  owner!: OwnerInput;
}

@InputType({ description: 'Changes of the present organization.' })
export class UpdateOrganizationInput {
  @Field(() => Int, { nullable: true, description: 'The version that the change is based on.' })
  expectedVersion?: number | null;
  @Field(() => String, { nullable: true, description: 'A new name.' })
  name?: string | null;
  @Field(() => String, { nullable: true, description: 'Another language and region.' })
  locale?: string | null;
  @Field(() => String, { nullable: true, description: 'Another time zone.' })
  timezone?: string | null;
  @Field(() => MemberReach, {
    nullable: true,
    description: 'How far its members read what has an owner, from now on.',
  })
  memberReach?: MemberReach | null;
}

@ObjectType({ description: 'The new organization.' })
export class CreateOrganizationPayload extends Payload {
  @Field(() => Organization, { nullable: true, description: 'The organization, when it was made.' })
  organization?: Organization;
  @Field(() => User, { nullable: true, description: 'Its owner.' })
  owner?: User;
}

@ObjectType({ description: 'The changed organization.' })
export class UpdateOrganizationPayload extends Payload {
  @Field(() => Organization, { nullable: true, description: 'The organization, when it was changed.' })
  organization?: Organization;
}
