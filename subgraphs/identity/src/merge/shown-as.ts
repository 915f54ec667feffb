import type { Id } from '@kith/kernel';
import { figuresOfMany } from '../person/figures-of-many.js';
import { Person } from '../person/person.entity.js';
import type { Merged } from './clusters.js';
import type { Chosen } from './merge.entity.js';
import { columnsOf, type PersonProperty, personProperties } from './person-property.js';

/** A merge that holds. */
export interface HoldingMerge extends Merged {
  readonly chosen: Chosen;
}

/** People who are one, by id, and the merges that say so, oldest first. */
export interface OnePerson<Merge extends HoldingMerge = HoldingMerge> {
  readonly members: ReadonlyMap<Id<'Person'>, Person>;
  readonly merges: readonly Merge[];
}

/**
 * A person as they are seen: of each property the value of whom the newest merge chose, else their own, else the first
 * that is known of those who were found to be them. Nobody's row is changed by it.
 */
export function shownAs(id: Id<'Person'>, one: OnePerson): Person {
  const shown = Object.assign(new Person(), one.members.get(id));
  for (const property of personProperties) {
    const source = sourceOf(property, id, one);
    for (const column of columnsOf[property]) Object.assign(shown, { [column]: source[column] });
  }
  return Object.assign(shown, figuresOfMany(allUnder(id, one)));
}

function sourceOf(property: PersonProperty, id: Id<'Person'>, one: OnePerson): Person {
  const own = one.members.get(id) as Person;
  const merges = one.merges.filter(({ survivorId }) => survivorId === id);
  const choices = merges.flatMap(({ chosen }) => chosen[property] ?? []).reverse();
  const chosen = choices.find((choice) => choice !== id);
  if (chosen) return sourceOf(property, chosen, one);
  if (choices.length > 0 || own[property] !== null) return own;
  const others = merges.flatMap(({ loserIds }) => loserIds);
  return (
    others.map((other) => sourceOf(property, other, one)).find((other) => other[property] !== null) ?? own
  );
}

/** A person and all who were found to be them, directly or through others. */
function allUnder(id: Id<'Person'>, one: OnePerson): [Person, ...Person[]] {
  const losers = one.merges.flatMap((merge) => (merge.survivorId === id ? merge.loserIds : []));
  return [one.members.get(id) as Person, ...losers.flatMap((loser) => allUnder(loser, one))];
}
