import { CurrencyCode, Payload, type Request } from '@kith/kernel';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { setUpStore } from './set-up-store.js';

@InputType({ description: 'What a store needs before it sells.' })
export class SetUpStoreInput {
  @Field(() => CurrencyCode, { description: 'The one currency of its money: that of the organization.' })
  currencyCode!: string;
}

@ObjectType({ description: 'The store as it is now.' })
export class SetUpStorePayload extends Payload {
  @Field(() => CurrencyCode, { nullable: true, description: 'The currency of the store.' })
  currencyCode?: string;
}

@Resolver()
export class StoreResolver {
  @Mutation(() => SetUpStorePayload, {
    description: 'Gives the store its currency. The same again changes nothing. For admins.',
  })
  setUpStore(
    @Arg('input', () => SetUpStoreInput, { description: 'What it needs.' }) input: SetUpStoreInput,
    @Ctx() request: Request,
  ): Promise<SetUpStorePayload> {
    return request.mutate(SetUpStorePayload, async (tx) => ({ currencyCode: await setUpStore(tx, input) }));
  }
}
