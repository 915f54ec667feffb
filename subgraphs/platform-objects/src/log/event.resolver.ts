import {
  type Connection,
  ConnectionSize,
  type Edge,
  type Feed,
  type ListArgs,
  Needs,
  type Request,
  referenceTo,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Person } from '../foreign/person.js';
import { User } from '../foreign/user.js';
import { authorize } from '../policy.js';
import { LoggedEvent } from './event.entity.js';
import { type FollowedEvents, followEvents } from './follow-events.js';
import { events } from './log.loaders.js';
import { requireKept } from './require-kept.js';
import { whichEvents } from './which-events.js';

@Resolver(() => LoggedEvent)
export class EventResolver {
  @Query(() => events.Connection, {
    description:
      'What has happened in the organization, in the order of its positions: whoever keeps the last cursor goes on from there, unless what comes after it was removed since (`CURSOR_EXPIRED`). For managers.',
  })
  @ConnectionSize()
  async events(
    @Args(() => events.Args) args: ListArgs,
    @Arg('types', () => [String], {
      nullable: true,
      description: 'Only events of these types: `order.placed`; at most 250.',
    })
    types: string[] | null | undefined,
    @Arg('subject', () => ID, {
      nullable: true,
      description: 'Only what happened to the node with this id, of whatever type.',
    })
    subject: string | null | undefined,
    @Ctx() request: Request,
  ): Promise<Connection<LoggedEvent>> {
    authorize(request.actor, 'event:read');
    request.requirePresent('events');
    await requireKept(request, args);
    return events.list(request, args, whichEvents({ types, subject }));
  }

  @Subscription(() => events.Edge, {
    description:
      'Each event of the organization as it comes into the log, with its cursor: what was missed is sent first to whoever gives the last one that they saw. Ends with `CURSOR_EXPIRED` when events after it were removed. For managers.',
    subscribe: ({ args, context }) => followEvents(context as Feed, args as FollowedEvents),
    name: 'events',
  })
  eventLogged(
    @Root() edge: Edge<LoggedEvent>,
    @Arg('types', () => [String], {
      nullable: true,
      description: 'Only events of these types: `order.placed`; at most 250.',
    })
    _types: string[] | null | undefined,
    @Arg('subject', () => ID, {
      nullable: true,
      description: 'Only what happens to the node with this id, of whatever type.',
    })
    _subject: string | null | undefined,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Begin behind this cursor, and not with what happens from now on.',
    })
    _after: string | null | undefined,
    @Ctx() request: Request,
  ): Edge<LoggedEvent> {
    authorize(request.actor, 'event:read');
    return edge;
  }

  @Needs('position')
  @FieldResolver(() => String, {
    description:
      "Its place among the organization's events, from 1 and without gaps. A whole number as text, because it outgrows an Int.",
  })
  position(@Root() event: LoggedEvent): string {
    return String(event.position);
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Of whom it speaks.' })
  person(@Root() { personId }: LoggedEvent, @Ctx() request: Request): Promise<Person | null> {
    return referenceTo(request, personId);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who did it; null when the platform did, in answer to an event.',
  })
  actor(@Root() { actorId }: LoggedEvent): User | null {
    return actorId ? { id: actorId } : null;
  }
}
