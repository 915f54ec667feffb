import { Internal, Payload, type Request } from '@kith/kernel';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { SessionTokens } from '../session/session-tokens.entity.js';
import { beginOAuth } from './begin-oauth.js';
import { completeSignIn } from './complete-sign-in.js';
import { finishOAuth } from './finish-oauth.js';

@Internal()
@ObjectType({ description: 'Where a browser is sent to sign in.', simpleResolvers: true })
class OAuthBegun {
  @Field(() => String, { description: 'The address at the provider.' })
  url!: string;
  @Field(() => String, { description: 'What the browser must still have when it comes back.' })
  state!: string;
}

@Internal()
@ObjectType({ description: 'What came of signing in by a provider.', simpleResolvers: true })
class OAuthFinished {
  @Field(() => String, { description: 'The path to which the browser goes.' })
  returnTo!: string;
  @Field(() => SessionTokens, { nullable: true, description: 'The tokens of who was let in.' })
  tokens?: SessionTokens;
  @Field(() => String, {
    nullable: true,
    description: 'What `completeSignIn` takes, for who has a second factor.',
  })
  ticket?: string;
  @Field(() => String, { nullable: true, description: 'Why nobody was let in.' })
  refusal?: string;
}

@InputType({ description: 'Who came from a provider, and has a second factor.' })
class CompleteSignInInput {
  @Field(() => String, { description: 'What they came with. It is good once, for ten minutes.' })
  ticket!: string;
  @Field(() => String, { description: 'A code of the authenticator, or a recovery code.' })
  code!: string;
}

@ObjectType({ description: 'A new session.' })
class CompleteSignInPayload extends Payload {
  @Field(() => SessionTokens, { nullable: true, description: 'What the client asks with.' })
  tokens?: SessionTokens;
}

@Resolver()
export class OAuthResolver {
  @Internal()
  @Mutation(() => OAuthBegun, { description: 'Sends a browser to a provider.' })
  beginOAuth(
    @Arg('provider', () => String, { description: '`google` or `github`.' }) provider: string,
    @Arg('returnTo', () => String, { description: 'The path to which the browser goes in the end.' })
    returnTo: string,
    @Ctx() request: Request,
  ): Promise<OAuthBegun> {
    return beginOAuth(request, provider, returnTo);
  }

  @Internal()
  @Mutation(() => OAuthFinished, { description: 'Lets in who comes back from a provider.' })
  finishOAuth(
    @Arg('state', () => String, { description: 'What the browser had kept.' }) state: string,
    @Arg('query', () => String, { description: 'The query of the URL with which it came.' }) query: string,
    @Ctx() request: Request,
  ): Promise<OAuthFinished> {
    return finishOAuth(request, state, query);
  }

  @Mutation(() => CompleteSignInPayload, {
    description: 'Begins the session of who came from a provider and has a second factor. For anybody.',
  })
  completeSignIn(
    @Arg('input', () => CompleteSignInInput, { description: 'The ticket and a code.' })
    input: CompleteSignInInput,
    @Ctx() request: Request,
  ): Promise<CompleteSignInPayload> {
    return request.answer(CompleteSignInPayload, async () => ({
      tokens: await completeSignIn(request, input),
    }));
  }
}
