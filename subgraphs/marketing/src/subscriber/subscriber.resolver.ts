import {
  BoundedList,
  type Connection,
  ConnectionSize,
  ExternalId,
  externalIdsOf,
  type ListArgs,
  Needs,
  type Request,
  referenceTo,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Person } from '../foreign/person.js';
import { SubscriptionGroup } from '../subscription-group/subscription-group.entity.js';
import { subscriptionGroupById } from '../subscription-group/subscription-group.loaders.js';
import { findSubscriber } from './find-subscriber.js';
import { subscribe, unsubscribe } from './subscribe.js';
import { Subscriber } from './subscriber.entity.js';
import {
  SubscribeInput,
  SubscribePayload,
  SubscriberBy,
  UnsubscribeInput,
  UnsubscribePayload,
  UpsertSubscribersInput,
  UpsertSubscribersPayload,
} from './subscriber.inputs.js';
import { groupsOf, mostGroups, subscriberById, subscribers } from './subscriber.loaders.js';
import { SubscriberGroup } from './subscriber-group.entity.js';
import { upsertSubscribers } from './upsert-subscribers.js';

@Resolver(() => Subscriber)
export class SubscriberResolver {
  @Query(() => Subscriber, { nullable: true, description: 'A subscriber, by one of several keys.' })
  async subscriber(
    @Arg('by', () => SubscriberBy, { description: 'Exactly one key.' }) by: SubscriberBy,
    @Ctx() request: Request,
  ): Promise<Subscriber | null> {
    const known = await findSubscriber(request.snapshot, by);
    return known && subscriberById(request).load(known.id);
  }

  @Query(() => subscribers.Connection, { description: 'Whom the organization may have leave to write to.' })
  @ConnectionSize()
  subscribers(
    @Args(() => subscribers.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Subscriber>> {
    return subscribers.list(request, args);
  }

  @Needs('personId')
  @FieldResolver(() => Person, { nullable: true, description: 'Who it is.' })
  person(@Root() subscriber: Subscriber, @Ctx() request: Request): Promise<Person | null> {
    return referenceTo(request, subscriber.personId);
  }

  @Needs()
  @FieldResolver(() => [SubscriberGroup], {
    description: `What they said to which groups, by the groups' names; at most ${mostGroups}.`,
  })
  @BoundedList(mostGroups)
  groups(@Root() subscriber: Subscriber, @Ctx() request: Request): Promise<SubscriberGroup[]> {
    return groupsOf(request).load(subscriber.id);
  }

  @Needs()
  @FieldResolver(() => [ExternalId], { description: 'Their names in other systems.' })
  @BoundedList(20)
  externalIds(@Root() subscriber: Subscriber, @Ctx() request: Request): Promise<ExternalId[]> {
    return externalIdsOf(request).load(subscriber.id);
  }

  @Mutation(() => SubscribePayload, {
    description:
      'Records that a person agreed to receive what a group sends; who unsubscribed before comes back by it.',
  })
  subscribe(
    @Arg('input', () => SubscribeInput, { description: 'Who agreed, and to what.' }) input: SubscribeInput,
    @Ctx() request: Request,
  ): Promise<SubscribePayload> {
    return request.mutate(SubscribePayload, async (tx) => ({ subscriber: await subscribe(tx, input) }));
  }

  @Mutation(() => UnsubscribePayload, {
    description: 'Records that a person wants to receive no more of a group, or of any of theirs.',
  })
  unsubscribe(
    @Arg('input', () => UnsubscribeInput, { description: 'Who, and of what.' }) input: UnsubscribeInput,
    @Ctx() request: Request,
  ): Promise<UnsubscribePayload> {
    return request.mutate(UnsubscribePayload, async (tx) => ({ subscriber: await unsubscribe(tx, input) }));
  }

  @Mutation(() => UpsertSubscribersPayload, {
    description: 'Changes or makes many subscribers. It never brings back who unsubscribed.',
  })
  upsertSubscribers(
    @Arg('input', () => UpsertSubscribersInput, { description: 'The subscribers.' })
    input: UpsertSubscribersInput,
    @Ctx() request: Request,
  ): Promise<UpsertSubscribersPayload> {
    return request.mutate(UpsertSubscribersPayload, async (tx) => ({
      results: await upsertSubscribers(tx, input),
    }));
  }
}

@Resolver(() => SubscriberGroup)
export class SubscriberGroupResolver {
  @Needs('groupId')
  @FieldResolver(() => SubscriptionGroup, { nullable: true, description: 'The group.' })
  group(@Root() said: SubscriberGroup, @Ctx() request: Request): Promise<SubscriptionGroup | null> {
    return subscriptionGroupById(request).load(said.groupId);
  }
}
