import { EmailAddress, Most, Payload } from '@kith/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { OrganizationFields } from '../organization/organization-fields.inputs.js';
import { SessionTokens } from '../session/session-tokens.entity.js';
import { mostPasswordCharacters } from './password.js';

@InputType({ description: 'The first organization of somebody who registers; they will own it.' })
export class FirstOrganizationInput extends OrganizationFields {}

@InputType({ description: 'Somebody who wants an account.' })
export class RegisterInput {
  @Field(() => EmailAddress, { description: 'Where they are reached; a mail asks them to confirm it.' })
  email!: string;
  @Field(() => String, { description: '10 to 200 characters.' })
  @Most(mostPasswordCharacters)
  password!: string;
  @Field(() => String, { description: 'What they are called.' })
  displayName!: string;
  @Field(() => FirstOrganizationInput, {
    nullable: true,
    description: 'An organization to be made with the account. Who was invited into one needs none.',
  })
  organization?: FirstOrganizationInput | null;
}

@ObjectType({
  description: 'The same for every address, known or not: what there is to know is in the mail.',
})
export class RegisterPayload extends Payload {
  @Field(() => EmailAddress, { nullable: true, description: 'Where the mail goes.' })
  email?: string;
}

@InputType({ description: 'That an address is of who registered it.' })
export class VerifyEmailInput {
  @Field(() => String, { description: 'What the mail brought. It is good once, for 24 hours.' })
  token!: string;
  @Field(() => String, {
    description: 'The password that was registered: the address may be of somebody else.',
  })
  @Most(mostPasswordCharacters)
  password!: string;
  @Field(() => FirstOrganizationInput, {
    nullable: true,
    description: 'Another first organization, where the slug of the one that was asked for is taken by now.',
  })
  organization?: FirstOrganizationInput | null;
}

@ObjectType({ description: 'The first session of a new account.' })
export class VerifyEmailPayload extends Payload {
  @Field(() => SessionTokens, { nullable: true, description: 'What the client asks with.' })
  tokens?: SessionTokens;
}

@InputType({ description: 'Who wants to come in.' })
export class SignInInput {
  @Field(() => EmailAddress, { description: 'The address of the account.' })
  email!: string;
  @Field(() => String, { description: 'Its password.' })
  @Most(mostPasswordCharacters)
  password!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'For who has an authenticator: its code, or a recovery code. Without it, `REQUIRED` at `code` asks for one.',
  })
  code?: string | null;
}

@ObjectType({ description: 'A new session.' })
export class SignInPayload extends Payload {
  @Field(() => SessionTokens, { nullable: true, description: 'What the client asks with.' })
  tokens?: SessionTokens;
}

@InputType({ description: 'Who does not know their password.' })
export class RequestPasswordResetInput {
  @Field(() => EmailAddress, { description: 'The address of the account.' })
  email!: string;
}

@ObjectType({
  description: 'The same for every address, known or not: what there is to know is in the mail.',
})
export class RequestPasswordResetPayload extends Payload {
  @Field(() => EmailAddress, { nullable: true, description: 'Where the mail goes.' })
  email?: string;
}

@InputType({ description: 'A new password.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'What the mail brought. It is good once, for an hour.' })
  token!: string;
  @Field(() => String, { description: '10 to 200 characters.' })
  @Most(mostPasswordCharacters)
  password!: string;
}

@ObjectType({ description: 'Whether the password is another one now; all sessions have ended then.' })
export class ResetPasswordPayload extends Payload {
  @Field(() => Boolean, { nullable: true, description: 'It is.' })
  isChanged?: boolean;
}

@InputType({ description: 'Another password.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The present one.' })
  @Most(mostPasswordCharacters)
  currentPassword!: string;
  @Field(() => String, { description: '10 to 200 characters.' })
  @Most(mostPasswordCharacters)
  newPassword!: string;
}

@ObjectType({ description: 'Whether the password is another one now; the other sessions have ended then.' })
export class ChangePasswordPayload extends Payload {
  @Field(() => Boolean, { nullable: true, description: 'It is.' })
  isChanged?: boolean;
}
