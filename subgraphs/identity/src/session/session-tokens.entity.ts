import { DateTime } from '@kith/kernel';
import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What a client asks with, and what gets it anew.', simpleResolvers: true })
export class SessionTokens {
  @Field(() => String, { description: 'Goes into `authorization: Bearer …`.' })
  accessToken!: string;

  @Field(() => DateTime, { description: 'When the access token expires: 15 minutes after it was made.' })
  accessTokenExpiresAt!: Date;

  @Field(() => String, {
    description:
      '`refreshSession` takes it, once. Who shows it again, when it was used for longer than five seconds, ends the session.',
  })
  refreshToken!: string;

  @Field(() => DateTime, {
    description: 'When the session ends unless it is refreshed before: after seven days.',
  })
  refreshTokenExpiresAt!: Date;
}
