import { heldByConstraints, insertRow, requireText, type Tx } from '@kith/kernel';
import { authorize } from '../policy.js';
import { Segment } from './segment.entity.js';
import type { CreateSegmentInput } from './segment.inputs.js';

export async function createSegment(
  tx: Tx,
  { name, description = null }: CreateSegmentInput,
): Promise<Segment> {
  authorize(tx.actor, 'segment:write');
  const values = { name: requireText(name, 'name'), description };
  return heldByConstraints(tx, { segment_name: ['UNIQUE', 'Another segment has this name', ['name']] }, () =>
    insertRow(tx, Segment, values),
  );
}
