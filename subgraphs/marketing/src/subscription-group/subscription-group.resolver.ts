import { type Connection, ConnectionSize, type ListArgs, type Request } from '@kith/kernel';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { May } from '../policy.js';
import { createSubscriptionGroup } from './create-subscription-group.js';
import { SubscriptionGroup } from './subscription-group.entity.js';
import { CreateSubscriptionGroupInput, CreateSubscriptionGroupPayload } from './subscription-group.inputs.js';
import { subscriptionGroups } from './subscription-group.loaders.js';

@Resolver(() => SubscriptionGroup)
export class SubscriptionGroupResolver {
  @Query(() => subscriptionGroups.Connection, { description: 'What people can subscribe to.' })
  @ConnectionSize()
  subscriptionGroups(
    @Args(() => subscriptionGroups.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<SubscriptionGroup>> {
    return subscriptionGroups.list(request, args);
  }

  @Mutation(() => CreateSubscriptionGroupPayload, {
    description: 'Makes a subscription group. For managers.',
  })
  @May('subscription_group:write')
  createSubscriptionGroup(
    @Arg('input', () => CreateSubscriptionGroupInput, { description: 'What is known of it.' })
    input: CreateSubscriptionGroupInput,
    @Ctx() request: Request,
  ): Promise<CreateSubscriptionGroupPayload> {
    return request.mutate(CreateSubscriptionGroupPayload, async (tx) => ({
      subscriptionGroup: await createSubscriptionGroup(tx, input),
    }));
  }
}
