import { changeRow, type Id, lockRow, setAliases, type Tx, userError } from '@kith/kernel';
import { publish } from '../events.js';
import type { Person } from '../person/person.entity.js';
import { authorize } from '../policy.js';
import { clustersOf } from './clusters.js';
import { Merge } from './merge.entity.js';
import type { UnmergePeopleInput } from './merge.inputs.js';
import { oneMergeAtATime } from './merge-people.js';
import { onePerson } from './one-person.js';
import { shownAs } from './shown-as.js';

/** Undoes a merge, whatever was merged before or since: who is still one by other merges stays one. */
export async function unmergePeople(
  tx: Tx,
  { mergeId }: UnmergePeopleInput,
): Promise<{ merge: Merge; people: Person[] }> {
  authorize(tx.actor, 'person:merge');
  await oneMergeAtATime(tx);
  const { survivorId, loserIds, undoneAt } = await lockRow(tx, Merge, mergeId, ['mergeId']);
  if (undoneAt) throw userError('INVALID', 'This merge is undone already', ['mergeId']);
  const { members } = await onePerson(tx, [survivorId]);
  const merge = await changeRow(tx, Merge, { id: mergeId }, { undoneAt: new Date() });
  const people = [...members.keys()];
  const one = await onePerson(tx, people);
  const clusters = clustersOf(people, one.merges);
  await setAliases(tx, 'Person', clusters);
  publish(tx, 'person.unmerged', {
    subject: survivorId,
    personId: survivorId,
    payload: { mergeId, clusters },
  });
  const seen = (id: Id<'Person'>) => clusters.find((cluster) => cluster.members.includes(id))?.id ?? id;
  const apart = new Set([survivorId, ...loserIds].map(seen));
  return { merge, people: [...apart].map((id) => shownAs(id, one)) };
}
