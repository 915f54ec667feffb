import type { Id } from '@kith/kernel';
import { Column, ViewEntity } from 'typeorm';
import { Segment } from './segment.entity.js';

/** A segment beside one of the people in it, so that the segments of many people are one list of each, in one statement. */
@ViewEntity({ name: 'segment_of_person', synchronize: false })
export class SegmentOfPerson extends Segment {
  @Column('uuid')
  personId!: Id<'Person'>;
}
