import {
  type Connection,
  ConnectionSize,
  type Id,
  IdArg,
  type ListArgs,
  Needs,
  type Request,
  referenceTo,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Company } from '../foreign/company.js';
import { Order } from '../foreign/order.js';
import { Person } from '../foreign/person.js';
import { User } from '../foreign/user.js';
import { Activity } from './activity.entity.js';
import {
  LogActivitiesInput,
  LogActivitiesPayload,
  LogActivityInput,
  LogActivityPayload,
  UpdateActivityInput,
  UpdateActivityPayload,
} from './activity.inputs.js';
import { activities, activityById } from './activity.loaders.js';
import { logActivities, logActivity, updateActivity } from './write-activity.js';

@Resolver(() => Activity)
export class ActivityResolver {
  @Query(() => Activity, { nullable: true, description: 'An activity by its id.' })
  activity(
    @IdArg('Activity', 'id', { description: 'Its id.' }) id: Id<'Activity'>,
    @Ctx() request: Request,
  ): Promise<Activity | null> {
    return activityById(request).load(id);
  }

  @Query(() => activities.Connection, { description: 'What happened, the latest first.' })
  @ConnectionSize()
  activities(
    @Args(() => activities.Args) args: ListArgs,
    @Ctx() request: Request,
  ): Promise<Connection<Activity>> {
    return activities.list(request, args);
  }

  @Needs('personId')
  @FieldResolver(() => Person, { nullable: true, description: 'Which person it is about.' })
  person(@Root() activity: Activity, @Ctx() request: Request): Promise<Person | null> {
    return referenceTo(request, activity.personId);
  }

  @Needs('companyId')
  @FieldResolver(() => Company, { nullable: true, description: 'Which company it is about.' })
  company(@Root() activity: Activity): Company | null {
    return activity.companyId ? { id: activity.companyId } : null;
  }

  @Needs('assigneeId')
  @FieldResolver(() => User, { nullable: true, description: 'Who has to do it.' })
  assignee(@Root() activity: Activity): User | null {
    return activity.assigneeId ? { id: activity.assigneeId } : null;
  }

  @Needs('orderId')
  @FieldResolver(() => Order, { nullable: true, description: 'The order that a purchase is.' })
  order(@Root() activity: Activity): Order | null {
    return activity.orderId ? { id: activity.orderId } : null;
  }

  @Mutation(() => LogActivityPayload, { description: 'Notes something that happened or has to.' })
  logActivity(
    @Arg('input', () => LogActivityInput, { description: 'What it is.' }) input: LogActivityInput,
    @Ctx() request: Request,
  ): Promise<LogActivityPayload> {
    return request.mutate(LogActivityPayload, async (tx) => ({ activity: await logActivity(tx, input) }));
  }

  @Mutation(() => LogActivitiesPayload, { description: 'Notes many things at once.' })
  logActivities(
    @Arg('input', () => LogActivitiesInput, { description: 'What they are.' }) input: LogActivitiesInput,
    @Ctx() request: Request,
  ): Promise<LogActivitiesPayload> {
    return request.mutate(LogActivitiesPayload, async (tx) => ({ logged: await logActivities(tx, input) }));
  }

  @Mutation(() => UpdateActivityPayload, { description: 'Changes an activity.' })
  updateActivity(
    @Arg('input', () => UpdateActivityInput, { description: 'What to change.' }) input: UpdateActivityInput,
    @Ctx() request: Request,
  ): Promise<UpdateActivityPayload> {
    return request.mutate(UpdateActivityPayload, async (tx) => ({
      activity: await updateActivity(tx, input),
    }));
  }
}
