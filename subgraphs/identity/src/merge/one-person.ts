import { hydrate, type Id, type Statements, tableOf } from '@kith/kernel';
import { Person } from '../person/person.entity.js';
import { type HoldingMerge, type OnePerson, shownAs } from './shown-as.js';

type StoredMerge = HoldingMerge & { readonly id: Id<'Merge'> };

/** All who are one with any of the people, and the merges between them, oldest first. */
export async function onePerson(
  statements: Statements,
  people: readonly Id<'Person'>[],
): Promise<OnePerson<StoredMerge>> {
  const { dataSource } = statements;
  // Which property is shown depends on others, so all are read, whatever was selected.
  const rows = await statements.query<Person>(
    `select distinct on (t.id) ${tableOf({ dataSource }, Person).columns('t')}
     from unnest($1::uuid[]) as p(id) cross join lateral ids_of(p.id) as m(id) join person t on t.id = m.id order by t.id`,
    [people],
  );
  const members = new Map(hydrate(Person, rows).map((person) => [person.id, person]));
  const merges = await statements.query<StoredMerge>(
    `select id, survivor_id as "survivorId", loser_ids as "loserIds", chosen from merge
     where undone_at is null and survivor_id = any($1::uuid[]) order by id`,
    [[...members.keys()]],
  );
  return { members, merges };
}

/** People as they are seen, who may be survivors of merges. */
export async function shown(statements: Statements, people: readonly Person[]): Promise<Person[]> {
  const merged = people.filter((person) => person.isMerged).map(({ id }) => id);
  if (merged.length === 0) return [...people];
  const one = await onePerson(statements, merged);
  return people.map((person) => (person.isMerged ? shownAs(person.id, one) : person));
}
