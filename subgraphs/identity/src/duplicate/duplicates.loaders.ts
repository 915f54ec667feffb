import { type Id, type Request, rowsLoader } from '@kith/kernel';
import { type DuplicateReason, duplicateReasons } from './duplicate-candidate.js';

/** Two people as they are seen, and in what they are alike. */
export interface Likeness {
  readonly person: Id<'Person'>;
  readonly other: Id<'Person'>;
  readonly reasons: DuplicateReason[];
}

/** Names are shared by many; so many of each likeness are looked at. */
const mostAlike = 50;

/** Who may be the same as a person, the most alike first. */
export const duplicatesOf = rowsLoader(
  async (snapshot, people: readonly Id<'Person'>[]) => {
    const rows = await snapshot.query<Likeness>(
      `select p.id as person, id_of(alike.person_id) as other, array_agg(distinct own.kind) as reasons
       from unnest($1::uuid[]) as p(id) cross join lateral ids_of(p.id) as m(id)
       join person_likeness own on own.person_id = m.id
       cross join lateral (
         select l.person_id from person_likeness l where l.kind = own.kind and l.value = own.value
         order by l.person_id limit ${mostAlike}) alike
       where id_of(alike.person_id) <> id_of(p.id) group by 1, 2`,
      [people],
    );
    return strongestFirst(rows);
  },
  ({ person }) => person,
);

/** People of the organization who may be one, beginning with those who have been known for the longest. */
export async function allDuplicates({ snapshot }: Request, first: number): Promise<Likeness[]> {
  const rows = await snapshot.query<Likeness>(
    `select person, other, array_agg(distinct kind) as reasons
     from (
       select id_of(person_id) as person, id_of(lead(person_id) over (partition by kind, value order by person_id)) as other, kind
       from person_likeness) as beside
     where person <> other group by person, other order by person, other limit $1`,
    [first],
  );
  return rows.map(sorted);
}

function strongestFirst(rows: readonly Likeness[]): Likeness[] {
  const strength = ({ reasons: [reason] }: Likeness) => duplicateReasons.indexOf(reason as DuplicateReason);
  return rows
    .map(sorted)
    .sort((one, other) => strength(one) - strength(other) || one.other.localeCompare(other.other));
}

function sorted({ reasons, ...likeness }: Likeness): Likeness {
  return { ...likeness, reasons: duplicateReasons.filter((reason) => reasons.includes(reason)) };
}
