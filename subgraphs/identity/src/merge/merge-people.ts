import { type Id, insertRow, setAliases, type Tx, userError } from '@kith/kernel';
import { publish } from '../events.js';
import { Person } from '../person/person.entity.js';
import { authorize } from '../policy.js';
import { clustersOf } from './clusters.js';
import { type Chosen, Merge } from './merge.entity.js';
import type { MergeDifference, MergePeopleInput } from './merge.inputs.js';
import { onePerson } from './one-person.js';
import { personProperties } from './person-property.js';
import { seenPeople } from './seen-people.js';
import { shownAs } from './shown-as.js';

export interface MergedPeople {
  readonly merge: Merge | null;
  readonly person: Person;
  readonly differences: MergeDifference[];
}

/** Finds several people to be one: from now on all of their ids mean the survivor. Nothing is written into them. */
export async function mergePeople(tx: Tx, input: MergePeopleInput): Promise<MergedPeople> {
  authorize(tx.actor, 'person:merge');
  await oneMergeAtATime(tx);
  const { survivorId, loserIds, chosen } = await peopleOf(tx, input);
  const one = await onePerson(tx, [survivorId, ...loserIds]);
  const differences = differencesOf([survivorId, ...loserIds].map((id) => shownAs(id, one)));
  const holding = { survivorId, loserIds, chosen };
  const merges = [...one.merges, holding];
  const person = shownAs(survivorId, { ...one, merges });
  if (input.dryRun) return { merge: null, person, differences };
  const merge = await insertRow(tx, Merge, holding);
  const clusters = clustersOf([...one.members.keys()], merges);
  await setAliases(tx, 'Person', clusters);
  publish(tx, 'person.merged', {
    subject: survivorId,
    personId: survivorId,
    payload: { mergeId: merge.id, clusters },
  });
  return { merge, person, differences };
}

/** Two merges at once could otherwise take each of two people for the other. */
export async function oneMergeAtATime(tx: Tx): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(hashtext('merge'), hashtext(current_setting('app.organization_id')))`,
  );
}

async function peopleOf(tx: Tx, { survivorId, otherIds, choose }: MergePeopleInput) {
  if (otherIds.length === 0) throw userError('REQUIRED', 'Name at least one other person', ['otherIds']);
  const seen = await seenPeople(tx, [survivorId, ...otherIds]);
  const seenAs = (id: Id<'Person'>, path: string[]): Id<'Person'> => {
    const found = seen.get(id);
    if (!found) throw userError('NOT_FOUND', 'There is no person with this id', path);
    return found;
  };
  const survivor = seenAs(survivorId, ['survivorId']);
  const losers = otherIds.map((id, index) => seenAs(id, ['otherIds', String(index)]));
  const same = losers.findIndex((loser, index) => loser === survivor || losers.indexOf(loser) < index);
  if (same >= 0)
    throw userError('INVALID', 'This is already the same person as another here', ['otherIds', String(same)]);
  const chosen: Chosen = {};
  for (const [index, { property, personId }] of (choose ?? []).entries()) {
    const position = [survivorId, ...otherIds].indexOf(personId);
    if (position < 0)
      throw userError('NOT_FOUND', 'Only one of the people who are merged can be chosen', [
        'choose',
        String(index),
        'personId',
      ]);
    chosen[property] = [survivor, ...losers][position];
  }
  return { survivorId: survivor, loserIds: losers, chosen };
}

function differencesOf(people: readonly Person[]): MergeDifference[] {
  return personProperties.flatMap((property) => {
    const values = people.flatMap((person) => {
      const value = person[property];
      return value === null ? [] : { personId: person.id, value };
    });
    return new Set(values.map(({ value }) => value)).size > 1 ? { property, values } : [];
  });
}
