import { brokenConstraint, insertRow, requireText, type Tx, userError } from '@kith/kernel';
import { authorize } from '../policy.js';
import { Segment } from './segment.entity.js';
import type { CreateSegmentInput } from './segment.inputs.js';

export async function createSegment(
  tx: Tx,
  { name, description = null }: CreateSegmentInput,
): Promise<Segment> {
  authorize(tx.actor, 'segment:write');
  const values = { name: requireText(name, 'name'), description };
  return tx
    .savepoint(() => insertRow(tx, Segment, values))
    .catch((error: unknown) => {
      if (brokenConstraint(error) !== 'segment_name') throw error;
      throw userError('UNIQUE', 'Another segment has this name', ['name']);
    });
}
