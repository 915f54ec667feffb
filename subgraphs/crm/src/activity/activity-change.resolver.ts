import {
  AfterArg,
  changeTypeOf,
  describeWatch,
  type Feed,
  type Id,
  IdArg,
  type NodeDelivery,
  type Request,
} from '@kith/kernel';
import { Ctx, Resolver, Root, Subscription } from 'type-graphql';
import { Activity } from './activity.entity.js';
import { activityById } from './activity.loaders.js';
import { type WatchedActivities, watchActivities } from './watch-activities.js';

const ActivityChange = changeTypeOf('Activity', 'activity', () => Activity);

@Resolver()
export class ActivityChangeResolver {
  @Subscription(() => ActivityChange, {
    description: describeWatch('Each activity that is added'),
    subscribe: ({ args, context }) => watchActivities(context as Feed, args as WatchedActivities),
  })
  activityAdded(
    @Root() change: NodeDelivery,
    @IdArg('Person', 'personId', {
      nullable: true,
      description: 'Only what is about this person, also after they were merged into another.',
    })
    _personId: Id<'Person'> | null | undefined,
    @IdArg('Deal', 'dealId', { nullable: true, description: 'Only what is about this deal.' })
    _dealId: Id<'Deal'> | null | undefined,
    @AfterArg() _after: string | null | undefined,
    @Ctx() request: Request,
  ): object {
    return { ...change, activity: () => activityById(request).load(change.id) };
  }
}
