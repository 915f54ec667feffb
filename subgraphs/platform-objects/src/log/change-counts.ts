import { CalendarDate, type DateTimeRange, type Id, type Request } from '@kith/kernel';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum ChangesBy {
  USER = 'USER',
  PERSON = 'PERSON',
}
registerEnumType(ChangesBy, {
  name: 'ChangesBy',
  description: 'For whom changes are counted.',
  valuesConfig: {
    USER: { description: 'For who made them.' },
    PERSON: { description: 'For whom they speak of.' },
  },
});

@ObjectType({ description: 'How much was changed in a week.', simpleResolvers: true })
export class ChangeCount {
  @Field(() => CalendarDate, { description: 'The Monday with which the week begins, in UTC.' })
  week!: string;

  userId!: Id<'User'> | null;
  personId!: Id<'Person'> | null;

  @Field(() => Int, { description: 'How many rows were made, changed or deleted.' })
  changes!: number;

  @Field(() => Int, { description: 'How many different things they are of.' })
  entities!: number;
}

/** Most counts that are answered at once: a year of a team of twenty. */
export const mostCounts = 1_000;

/** Counts changes by week, and within the week for each user or person, the most active first. */
export function countChanges(
  { snapshot }: Request,
  by: ChangesBy,
  { from, to }: DateTimeRange,
  first: number,
): Promise<ChangeCount[]> {
  const [userId, personId] = by === ChangesBy.USER ? ['actor_id', 'null::uuid'] : ['null::uuid', 'person_id'];
  return snapshot.query(
    `select to_char(date_trunc('week', at at time zone 'UTC'), 'YYYY-MM-DD') as week, ${userId} as "userId", ${personId} as "personId",
       count(*)::integer as changes, count(distinct entity_id)::integer as entities
     from audit_entry where at between $1 and $2 ${by === ChangesBy.PERSON ? 'and person_id is not null' : ''}
     group by 1, 2, 3 order by week, changes desc, 2, 3 limit $3`,
    [from, to, first],
  );
}
