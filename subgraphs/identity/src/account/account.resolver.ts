import type { Request } from '@kith/kernel';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import {
  ChangePasswordInput,
  ChangePasswordPayload,
  RegisterInput,
  RegisterPayload,
  RequestPasswordResetInput,
  RequestPasswordResetPayload,
  ResetPasswordInput,
  ResetPasswordPayload,
  SignInInput,
  SignInPayload,
  VerifyEmailInput,
  VerifyEmailPayload,
} from './account.inputs.js';
import { changePassword } from './change-password.js';
import { register } from './register.js';
import { requestPasswordReset } from './request-password-reset.js';
import { resetPassword } from './reset-password.js';
import { signIn } from './sign-in.js';
import { verifyEmail } from './verify-email.js';

@Resolver()
export class AccountResolver {
  @Mutation(() => RegisterPayload, {
    description: 'Asks for an account. A mail brings what `verifyEmail` takes. For anybody.',
  })
  register(
    @Arg('input', () => RegisterInput, { description: 'Who registers.' }) input: RegisterInput,
    @Ctx() request: Request,
  ): Promise<RegisterPayload> {
    return request.answer(RegisterPayload, async () => {
      await register(request, input);
      return { email: input.email };
    });
  }

  @Mutation(() => VerifyEmailPayload, {
    description: 'Confirms an address: the account is made, and its first session begins. For anybody.',
  })
  verifyEmail(
    @Arg('input', () => VerifyEmailInput, { description: 'What confirms it.' }) input: VerifyEmailInput,
    @Ctx() request: Request,
  ): Promise<VerifyEmailPayload> {
    return request.answer(VerifyEmailPayload, async () => ({ tokens: await verifyEmail(request, input) }));
  }

  @Mutation(() => SignInPayload, {
    description:
      'Begins a session, in the organization that the user was in last. After five wrong passwords within 15 minutes an address is locked for as long (`RATE_LIMITED`). For anybody.',
  })
  signIn(
    @Arg('input', () => SignInInput, { description: 'Who wants to come in.' }) input: SignInInput,
    @Ctx() request: Request,
  ): Promise<SignInPayload> {
    return request.answer(SignInPayload, async () => ({ tokens: await signIn(request, input) }));
  }

  @Mutation(() => RequestPasswordResetPayload, {
    description: 'Sends a mail with what `resetPassword` takes. For anybody.',
  })
  requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput, { description: 'Whose password.' })
    input: RequestPasswordResetInput,
    @Ctx() request: Request,
  ): Promise<RequestPasswordResetPayload> {
    return request.answer(RequestPasswordResetPayload, async () => {
      await requestPasswordReset(request, input.email);
      return { email: input.email };
    });
  }

  @Mutation(() => ResetPasswordPayload, {
    description: 'Sets a new password by what a mail brought, and ends all sessions. For anybody.',
  })
  resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'The new password.' }) input: ResetPasswordInput,
    @Ctx() request: Request,
  ): Promise<ResetPasswordPayload> {
    return request.answer(ResetPasswordPayload, async () => {
      await resetPassword(request, input);
      return { isChanged: true };
    });
  }

  @Mutation(() => ChangePasswordPayload, {
    description: 'Sets another password for who is asking, and ends their other sessions.',
  })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'The present and the new one.' })
    input: ChangePasswordInput,
    @Ctx() request: Request,
  ): Promise<ChangePasswordPayload> {
    return request.answer(ChangePasswordPayload, async () => {
      await changePassword(request, input);
      return { isChanged: true };
    });
  }
}
