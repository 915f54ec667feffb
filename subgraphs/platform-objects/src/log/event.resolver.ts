import { type Connection, ConnectionSize, type ListArgs, type Request, referenceTo } from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Person } from '../foreign/person.js';
import { User } from '../foreign/user.js';
import { authorize } from '../policy.js';
import { LoggedEvent } from './event.entity.js';
import { events } from './log.loaders.js';
import { requireKept } from './require-kept.js';
import { isOf } from './subject.js';

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
    return events.list(request, args, (sql) =>
      [types && `t.type = any(${sql.value(types, 'text[]')})`, subject && isOf(sql, 'subject', subject)]
        .filter(Boolean)
        .join(' and '),
    );
  }

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
