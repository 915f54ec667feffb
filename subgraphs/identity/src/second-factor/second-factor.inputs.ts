import { BoundedList, Most, Payload } from '@kith/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { mostPasswordCharacters } from '../account/password.js';

@InputType({ description: 'An authenticator for who is asking.' })
export class StartSecondFactorInput {
  @Field(() => String, { description: 'The password, so that an open session alone does not do it.' })
  @Most(mostPasswordCharacters)
  password!: string;
}

@ObjectType({ description: 'The secret of an authenticator, told once.' })
export class StartSecondFactorPayload extends Payload {
  @Field(() => String, { nullable: true, description: 'To be shown as a QR code: `otpauth://totp/…`.' })
  uri?: string;
  @Field(() => String, { nullable: true, description: 'The same to be typed, in base32.' })
  secret?: string;
}

@InputType({ description: 'That the authenticator works.' })
export class ConfirmSecondFactorInput {
  @Field(() => String, { description: 'The code that it shows.' })
  code!: string;
}

@ObjectType({ description: 'What helps when the authenticator is lost.' })
export class ConfirmSecondFactorPayload extends Payload {
  @Field(() => [String], {
    nullable: true,
    description: 'Ten recovery codes, each good once in place of a code; told once.',
  })
  @BoundedList(10)
  recoveryCodes?: string[];
}

@InputType({ description: 'That no codes are to be asked for any more.' })
export class RemoveSecondFactorInput {
  @Field(() => String, { description: 'A code of the authenticator, or a recovery code.' })
  code!: string;
}

@ObjectType({ description: 'Whether it is removed.' })
export class RemoveSecondFactorPayload extends Payload {
  @Field(() => Boolean, { nullable: true, description: 'It is.' })
  isRemoved?: boolean;
}
