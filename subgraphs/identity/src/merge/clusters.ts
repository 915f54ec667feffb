import type { Cluster, Id } from '@kith/kernel';

/** Which people a merge takes for one. */
export interface Merged {
  readonly survivorId: Id<'Person'>;
  readonly loserIds: readonly Id<'Person'>[];
}

/**
 * Who is one with whom by merges that hold, and who of them is seen: the one whom no merge takes for another. Only who
 * is seen can be merged, so merges form trees, whatever is undone in whatever order.
 */
export function clustersOf(people: readonly Id<'Person'>[], merges: readonly Merged[]): Cluster[] {
  const survivorOf = new Map(
    merges.flatMap(({ survivorId, loserIds }) => loserIds.map((loser) => [loser, survivorId] as const)),
  );
  const seen = (person: Id<'Person'>): Id<'Person'> => {
    const survivor = survivorOf.get(person);
    return survivor ? seen(survivor) : person;
  };
  return [...Map.groupBy(people, seen)].map(([id, members]) => ({ id, members }));
}
