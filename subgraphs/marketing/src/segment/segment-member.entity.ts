import { type Id, NodeRow, NodeType } from '@kith/kernel';
import { Column, Entity } from 'typeorm';

@Entity('segment_member')
@NodeType({ description: 'That a person is in a segment; created when they were put in.' })
export class SegmentMember extends NodeRow {
  @Column('uuid')
  segmentId!: Id<'Segment'>;

  @Column('uuid')
  personId!: Id<'Person'>;
}
