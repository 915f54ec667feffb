import { lockRow, type Tx } from '@kith/kernel';
import { publish } from '../events.js';
import { authorize } from '../policy.js';
import { Segment } from './segment.entity.js';
import type { AddSegmentMembersInput, RemoveSegmentMembersInput } from './segment.inputs.js';

/** Puts people into a segment. Whether they exist is identity's to say: who does not is a member that nobody sees. */
export async function addSegmentMembers(
  tx: Tx,
  { segmentId, personIds }: AddSegmentMembersInput,
): Promise<Segment> {
  authorize(tx.actor, 'segment:write');
  const segment = await lockRow(tx, Segment, segmentId, ['segmentId']);
  await tx.query(
    'insert into segment_member (segment_id, person_id) select $1, unnest($2::uuid[]) on conflict do nothing',
    [segmentId, personIds],
  );
  publish(tx, 'segment.members_added', { subject: segmentId, payload: { personIds } });
  return segment;
}

export async function removeSegmentMembers(
  tx: Tx,
  { segmentId, personIds }: RemoveSegmentMembersInput,
): Promise<Segment> {
  authorize(tx.actor, 'segment:write');
  const segment = await lockRow(tx, Segment, segmentId, ['segmentId']);
  await tx.query('delete from segment_member where segment_id = $1 and person_id = any($2::uuid[])', [
    segmentId,
    personIds,
  ]);
  publish(tx, 'segment.members_removed', { subject: segmentId, payload: { personIds } });
  return segment;
}
