import { CurrencyCode, Payload, type Request } from '@kith/kernel';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { setUpCrm } from './settings.js';

@InputType({ description: 'What deals need before there are any.' })
export class SetUpCrmInput {
  @Field(() => CurrencyCode, { description: 'The one currency of their amounts: that of the organization.' })
  currencyCode!: string;
}

@ObjectType({ description: 'The settings as they are now.' })
export class SetUpCrmPayload extends Payload {
  @Field(() => CurrencyCode, { nullable: true, description: 'The currency of deals.' })
  currencyCode?: string;
}

@Resolver()
export class SettingsResolver {
  @Mutation(() => SetUpCrmPayload, {
    description: 'Gives deals their currency. The same again changes nothing. For admins.',
  })
  setUpCrm(
    @Arg('input', () => SetUpCrmInput, { description: 'What they need.' }) input: SetUpCrmInput,
    @Ctx() request: Request,
  ): Promise<SetUpCrmPayload> {
    return request.mutate(SetUpCrmPayload, async (tx) => ({ currencyCode: await setUpCrm(tx, input) }));
  }
}
