import { type Connection, ConnectionSize, type ListArgs, type Request } from '@kith/kernel';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { refreshSession } from './refresh-session.js';
import { requireUser } from './require-user.js';
import { Session } from './session.entity.js';
import {
  EndSessionInput,
  EndSessionPayload,
  RefreshSessionInput,
  RefreshSessionPayload,
  SignOutInput,
  SignOutPayload,
} from './session.inputs.js';
import { sessions } from './session.loaders.js';
import { endSession, signOut } from './sign-out.js';

@Resolver(() => Session)
export class SessionResolver {
  @Query(() => sessions.Connection, { description: 'Where who is asking is signed in.' })
  @ConnectionSize()
  sessions(@Args(() => sessions.Args) args: ListArgs, @Ctx() request: Request): Promise<Connection<Session>> {
    requireUser(request.actor);
    request.requirePresent('sessions');
    return sessions.list(request, args);
  }

  @Mutation(() => RefreshSessionPayload, {
    description:
      'Answers a new access token, with the present rights, and a new refresh token. `UNAUTHENTICATED` when the session has ended. For anybody.',
  })
  refreshSession(
    @Arg('input', () => RefreshSessionInput, { description: 'The session.' }) input: RefreshSessionInput,
    @Ctx() request: Request,
  ): Promise<RefreshSessionPayload> {
    return request.answer(RefreshSessionPayload, async () => ({
      tokens: await refreshSession(request, input.refreshToken),
    }));
  }

  @Mutation(() => SignOutPayload, {
    description: 'Ends a session: its tokens open nothing from now on. For anybody.',
  })
  signOut(
    @Arg('input', () => SignOutInput, { description: 'Which.' }) input: SignOutInput,
    @Ctx() request: Request,
  ): Promise<SignOutPayload> {
    return request.mutate(SignOutPayload, async (tx) => {
      await signOut(tx, input);
      return { isSignedOut: true };
    });
  }

  @Mutation(() => EndSessionPayload, { description: 'Ends a session of who is asking.' })
  endSession(
    @Arg('input', () => EndSessionInput, { description: 'Which.' }) input: EndSessionInput,
    @Ctx() request: Request,
  ): Promise<EndSessionPayload> {
    return request.mutate(EndSessionPayload, async (tx) => {
      await endSession(tx, input);
      return { endedId: input.id };
    });
  }
}
