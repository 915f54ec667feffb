import type { Id, Statements } from '@kith/kernel';

/** Who each of the people is seen as; whoever is not known in the organization is left out. */
export async function seenPeople(
  statements: Statements,
  people: readonly Id<'Person'>[],
): Promise<Map<Id<'Person'>, Id<'Person'>>> {
  const rows = await statements.query<{ id: Id<'Person'>; seen: Id<'Person'> }>(
    'select p.id, id_of(p.id) as seen from person p where p.id = any($1::uuid[])',
    [people],
  );
  return new Map(rows.map(({ id, seen }) => [id, seen]));
}

/** Who a person is seen as, and whether others were found to be them. */
export async function seenAs(
  statements: Statements,
  id: Id<'Person'>,
): Promise<{ id: Id<'Person'>; isMerged: boolean }> {
  const [row] = await statements.query<{ id: Id<'Person'>; isMerged: boolean }>(
    `select id_of($1::uuid) as id, exists (select from alias a where a.stands_for = id_of($1::uuid) and a.id <> a.stands_for) as "isMerged"`,
    [id],
  );
  return row ?? { id, isMerged: false };
}
