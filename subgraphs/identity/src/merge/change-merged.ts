import { changeRow, type Id, type Tx } from '@kith/kernel';
import { Person } from '../person/person.entity.js';
import { type Chosen, Merge } from './merge.entity.js';
import { onePerson, shown } from './one-person.js';
import { personProperties } from './person-property.js';
import { type HoldingMerge, type OnePerson, shownAs } from './shown-as.js';

/**
 * Changes a person whom others were found to be. What is seen already is not written, and what another of them has is
 * shown from there, so that undoing the merges leaves each with what is theirs; anything else is the survivor's own.
 */
export async function changeMerged(
  tx: Tx,
  target: { id: Id<'Person'>; expectedVersion?: number | null },
  changes: Partial<Person>,
): Promise<Person> {
  const { id } = target;
  const one = await onePerson(tx, [id]);
  const before = shownAs(id, one);
  const own = { ...changes };
  const choices = new Map<(typeof one.merges)[number], Chosen>();
  for (const property of personProperties) {
    const value = changes[property];
    if (value === undefined) continue;
    const owner = property === 'email' && [...one.members.values()].find(({ email }) => email === value)?.id;
    if (value === before[property] || (owner && owner !== id)) delete own[property];
    if (value === before[property]) continue;
    for (const [merge, choice] of choicesFor(owner || id, one))
      choices.set(merge, { ...merge.chosen, ...choices.get(merge), [property]: choice });
  }
  const person = await changeRow(tx, Person, target, own);
  for (const [{ id: merge }, chosen] of choices) await changeRow(tx, Merge, { id: merge }, { chosen });
  const [seen] = await shown(tx, [Object.assign(person, { isMerged: true })]);
  return seen ?? person;
}

/** What merges have to choose so that a property of one person is seen, whoever they were found to be. */
function choicesFor<Merged extends HoldingMerge>(
  source: Id<'Person'>,
  one: OnePerson<Merged>,
): [Merged, Id<'Person'>][] {
  const own = one.merges.filter(({ survivorId }) => survivorId === source);
  const choices: [Merged, Id<'Person'>][] = own.map((merge) => [merge, source]);
  for (let shown = source; ; ) {
    const under = one.merges.find(({ loserIds }) => loserIds.includes(shown));
    if (!under) return choices;
    for (const merge of one.merges.filter(({ survivorId }) => survivorId === under.survivorId))
      choices.push([merge, merge === under ? shown : under.survivorId]);
    shown = under.survivorId;
  }
}
