import {
  type Connection,
  ConnectionSize,
  DateTimeRange,
  type Id,
  IdArg,
  type ListArgs,
  type Request,
  referenceTo,
} from '@kith/kernel';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Person } from '../foreign/person.js';
import { User } from '../foreign/user.js';
import { AuditEntry } from './audit.entity.js';
import { auditEntries } from './log.loaders.js';
import { isOf } from './subject.js';

@Resolver(() => AuditEntry)
export class AuditResolver {
  @Query(() => auditEntries.Connection, {
    description: 'Which rows of all subgraphs were changed, the latest first. For admins.',
  })
  @ConnectionSize()
  auditEntries(
    @Args(() => auditEntries.Args) args: ListArgs,
    @Arg('entity', () => ID, {
      nullable: true,
      description: 'Only changes of the node with this id, of whatever type.',
    })
    entity: string | null | undefined,
    @IdArg('User', 'actor', { nullable: true, description: 'Only what this user did.' })
    actor: Id<'User'> | null | undefined,
    @Arg('between', () => DateTimeRange, { nullable: true, description: 'Only what was committed then.' })
    between: DateTimeRange | null | undefined,
    @Ctx() request: Request,
  ): Promise<Connection<AuditEntry>> {
    request.requirePresent('auditEntries');
    return auditEntries.list(request, args, (sql) =>
      [
        entity && isOf(sql, 'entity', entity),
        actor && `t.actor_id = ${sql.value(actor, 'uuid')}`,
        between && `t.at between ${sql.value(between.from)} and ${sql.value(between.to)}`,
      ]
        .filter(Boolean)
        .join(' and '),
    );
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Of whom the row speaks.' })
  person(@Root() { personId }: AuditEntry, @Ctx() request: Request): Promise<Person | null> {
    return referenceTo(request, personId);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who did it; null when the platform did, in answer to an event.',
  })
  actor(@Root() { actorId }: AuditEntry): User | null {
    return actorId ? { id: actorId } : null;
  }
}
