import { BoundedList, DateTimeRange, type Request, RequestError } from '@kith/kernel';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Person } from '../foreign/person.js';
import { User } from '../foreign/user.js';
import { May } from '../policy.js';
import { ChangeCount, ChangesBy, countChanges, mostCounts } from './change-counts.js';

@Resolver(() => ChangeCount)
export class ChangeCountResolver {
  @Query(() => [ChangeCount], {
    description: 'How much was changed in all subgraphs, by week and user or person. For admins.',
  })
  @May('audit:read')
  @BoundedList(mostCounts)
  changeCounts(
    @Arg('between', () => DateTimeRange, { description: 'Only what was committed then.' })
    between: DateTimeRange,
    @Arg('by', () => ChangesBy, { defaultValue: ChangesBy.USER, description: 'For whom they are counted.' })
    by: ChangesBy,
    @Arg('first', () => Int, { defaultValue: 100, description: `How many; at most ${mostCounts}.` })
    first: number,
    @Ctx() request: Request,
  ): Promise<ChangeCount[]> {
    request.requirePresent('changeCounts');
    if (first < 0 || first > mostCounts)
      throw new RequestError('BAD_USER_INPUT', `first is between 0 and ${mostCounts}`);
    return countChanges(request, by, between, first);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who made them; null when the platform did, in answer to events, and in counts by person.',
  })
  user(@Root() { userId }: ChangeCount): User | null {
    return userId ? { id: userId } : null;
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Of whom they speak; null in counts by user.' })
  person(@Root() { personId }: ChangeCount): Person | null {
    return personId ? { id: personId } : null;
  }
}
