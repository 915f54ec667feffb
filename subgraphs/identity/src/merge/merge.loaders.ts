import { entityLoader, hydrate, type Id, rowLoader, rowsLoader } from '@kith/kernel';
import { Merge, type MergedPerson } from './merge.entity.js';

export const mergeById = entityLoader(Merge);

/** The merges that made people who they are seen as, the newest first, undone ones among them; at most 100 of each. */
export const mergesOf = rowsLoader(
  async (snapshot, survivors: readonly Id<'Person'>[]) => {
    const rows = await snapshot.query<Merge>(
      `select m.id, m.version, m.created_at as "createdAt", m.updated_at as "updatedAt", m.survivor_id as "survivorId",
         m.loser_ids as "loserIds", m.chosen, m.undone_at as "undoneAt"
       from unnest($1::uuid[]) as p(id)
       cross join lateral (select * from merge m where m.survivor_id = p.id order by m.id desc limit 100) m
       order by m.id desc`,
      [survivors],
    );
    return hydrate(Merge, rows);
  },
  (merge) => merge.survivorId,
);

/** Somebody as their own row says, whoever they are seen as. */
export const mergedPerson = rowLoader(
  (snapshot, people: readonly Id<'Person'>[]) =>
    snapshot.query<MergedPerson>(
      'select id, display_name as "displayName", email, phone from person where id = any($1::uuid[])',
      [people],
    ),
  (person) => person.id,
);
