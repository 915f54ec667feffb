import { DateTime, type Id, IdField, Payload } from '@kith/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { UserOrganization } from '../user/user-organization.entity.js';
import { SessionTokens } from './session-tokens.entity.js';

@InputType({ description: 'A session that is to go on.' })
export class RefreshSessionInput {
  @Field(() => String, { description: 'Its refresh token, which is replaced.' })
  refreshToken!: string;
}

@ObjectType({ description: 'The session with new tokens.' })
export class RefreshSessionPayload extends Payload {
  @Field(() => SessionTokens, { nullable: true, description: 'What the client asks with from now on.' })
  tokens?: SessionTokens;
}

@InputType({ description: 'Which sessions are to end.' })
export class SignOutInput {
  @Field(() => String, {
    nullable: true,
    description: 'The refresh token of the session; without it, the session of the access token.',
  })
  refreshToken?: string | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'All sessions of the user, and not only this one.',
  })
  everywhere!: boolean;
}

@ObjectType({ description: 'Whether they have ended.' })
export class SignOutPayload extends Payload {
  @Field(() => Boolean, { nullable: true, description: 'They have.' })
  isSignedOut?: boolean;
}

@InputType({ description: 'A session of who is asking.' })
export class EndSessionInput {
  @IdField('Session', { description: 'The session.' })
  id!: Id<'Session'>;
}

@ObjectType({ description: 'The session that has ended.' })
export class EndSessionPayload extends Payload {
  @IdField('Session', { nullable: true, description: 'Its id.' })
  endedId?: Id<'Session'>;
}

@InputType({ description: 'Where to go on.' })
export class SwitchOrganizationInput {
  @IdField('Organization', { description: 'One of `myOrganizations`.' })
  organizationId!: Id<'Organization'>;
}

@ObjectType({ description: 'The same session, in another organization.' })
export class SwitchOrganizationPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description: 'Acts in the organization; those before it act where they did until they expire.',
  })
  accessToken?: string;

  @Field(() => DateTime, { nullable: true, description: 'When it expires.' })
  accessTokenExpiresAt?: Date;

  @Field(() => UserOrganization, { nullable: true, description: 'Where the session acts from now on.' })
  organization?: UserOrganization;
}
