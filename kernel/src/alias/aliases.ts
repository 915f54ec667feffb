import type { Statements } from '../database/statements.js';
import type { Tx } from '../database/transaction.js';
import type { Id } from '../graph/id.js';
import { loader } from '../request/loader.js';
import type { Request } from '../request/request.js';

/** Nodes that are one: the node that all of them are seen as, and all of them, that one included. */
export interface Cluster {
  readonly id: Id;
  readonly members: readonly Id[];
}

/**
 * Makes the members of each cluster stand for it, and no longer for anything else. Who was told says by which event, by its
 * position: one that is heard late changes nothing that a later one has said.
 */
export async function setAliases(
  tx: Tx,
  typeName: string,
  clusters: readonly Cluster[],
  told = 0,
): Promise<void> {
  const pairs = clusters.flatMap(({ id, members }) => members.map((member) => [member, id] as const));
  await tx.query(
    `insert into alias as a (id, type, stands_for, told)
     select id, $3, stands_for, $4::bigint from unnest($1::uuid[], $2::uuid[]) as w (id, stands_for)
     where id <> stands_for or $4::bigint > 0 or exists (select from alias b where b.id = w.id)
     on conflict (organization_id, id) do update set stands_for = excluded.stands_for, told = excluded.told
       where excluded.told >= a.told and (a.stands_for, a.told) is distinct from (excluded.stands_for, excluded.told)`,
    [pairs.map(([member]) => member), pairs.map(([, id]) => id), typeName, told],
  );
}

/** What an id stands for: itself, unless its node was merged into another. */
export async function presentId<TypeName extends string>(
  statements: Statements,
  id: Id<TypeName>,
): Promise<Id<TypeName>> {
  const [row] = await statements.query<{ id: Id<TypeName> }>('select id_of($1::uuid) as id', [id]);
  return row?.id ?? id;
}

/** The same for many ids of a request, in one statement. */
export const presentIds = loader<Id, Id>(async (snapshot, ids) => {
  const rows = await snapshot.query<{ id: Id; stands_for: Id }>(
    'select id, stands_for from alias where id = any($1::uuid[])',
    [ids],
  );
  const known = new Map(rows.map((row) => [row.id, row.stands_for]));
  return ids.map((id) => known.get(id) ?? id);
});

/** A reference to a node of another subgraph, as the node that it is seen as now. */
export async function referenceTo<TypeName extends string>(
  request: Request,
  id: Id<TypeName> | null,
): Promise<{ id: Id<TypeName> } | null> {
  return id && { id: await presentIds(request).load(id) };
}
