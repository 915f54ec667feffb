import { findExternal, type Id, type Statements, theOneOf } from '@kith/kernel';
import type { PersonBy } from './person.inputs.js';

/** The id of the person whom one key names, or null. */
export async function findPerson(statements: Statements, by: PersonBy): Promise<Id<'Person'> | null> {
  const [key, value] = theOneOf(by) as [keyof PersonBy, NonNullable<PersonBy[keyof PersonBy]>];
  if (typeof value === 'object') return findExternal(statements, 'Person', value);
  const condition = { id: 'id = $1::uuid', email: 'email = lower($1)', phone: 'phone = $1' }[
    key as 'id' | 'email' | 'phone'
  ];
  const [row] = await statements.query<{ id: Id<'Person'> }>(
    `select id from person where ${condition} order by id limit 1`,
    [value],
  );
  return row?.id ?? null;
}
