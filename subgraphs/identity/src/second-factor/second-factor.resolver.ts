import type { Request } from '@kith/kernel';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { confirmPassword } from '../account/confirm-password.js';
import { May } from '../policy.js';
import {
  ConfirmSecondFactorInput,
  ConfirmSecondFactorPayload,
  RemoveSecondFactorInput,
  RemoveSecondFactorPayload,
  StartSecondFactorInput,
  StartSecondFactorPayload,
} from './second-factor.inputs.js';
import { confirmSecondFactor, removeSecondFactor, startSecondFactor } from './set-up-second-factor.js';

@Resolver()
export class SecondFactorResolver {
  @Mutation(() => StartSecondFactorPayload, {
    description:
      'Gives who is asking the secret of an authenticator (TOTP). It counts once `confirmSecondFactor` has seen a code.',
  })
  @May('second_factor:change')
  startSecondFactor(
    @Arg('input', () => StartSecondFactorInput, { description: 'Who is asking.' })
    input: StartSecondFactorInput,
    @Ctx() request: Request,
  ): Promise<StartSecondFactorPayload> {
    return request.answer(StartSecondFactorPayload, async () => {
      await confirmPassword(request, input.password, 'password');
      return request.write((tx) => startSecondFactor(tx, request));
    });
  }

  @Mutation(() => ConfirmSecondFactorPayload, {
    description: 'From now on signing in takes a code too. Answers recovery codes, once.',
  })
  @May('second_factor:change')
  confirmSecondFactor(
    @Arg('input', () => ConfirmSecondFactorInput, { description: 'A code.' }) input: ConfirmSecondFactorInput,
    @Ctx() request: Request,
  ): Promise<ConfirmSecondFactorPayload> {
    return request.mutate(ConfirmSecondFactorPayload, async (tx) => ({
      recoveryCodes: await confirmSecondFactor(tx, request, input.code),
    }));
  }

  @Mutation(() => RemoveSecondFactorPayload, { description: 'Signing in takes no code any more.' })
  @May('second_factor:change')
  removeSecondFactor(
    @Arg('input', () => RemoveSecondFactorInput, { description: 'A last code.' })
    input: RemoveSecondFactorInput,
    @Ctx() request: Request,
  ): Promise<RemoveSecondFactorPayload> {
    return request.answer(RemoveSecondFactorPayload, async () => {
      await removeSecondFactor(request, input.code);
      return { isRemoved: true };
    });
  }
}
