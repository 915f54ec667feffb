import {
  Direction,
  entityLoader,
  filterable,
  type Id,
  type ListingOptions,
  listing,
  rowLoader,
} from '@kith/kernel';
import { Segment } from './segment.entity.js';
import { SegmentMember } from './segment-member.entity.js';
import { SegmentOfPerson } from './segment-of-person.entity.js';

export const segmentById = entityLoader(Segment);
export const segmentMemberById = entityLoader(SegmentMember);

const options: ListingOptions = {
  name: 'Segment',
  filter: { name: filterable.text(), createdAt: filterable.instant() },
  orderBy: ['name', 'createdAt'],
  defaultOrder: [{ field: 'name', direction: Direction.ASC }],
};
export const segments = listing(Segment, options);
/** Takes the arguments of `segments` and answers its connection: only the statement differs. */
export const segmentsOfPeople = listing(SegmentOfPerson, { ...options, aliased: ['personId'] });

export const segmentMembers = listing(SegmentMember, {
  name: 'SegmentMember',
  filter: { personId: filterable.id('Person'), createdAt: filterable.instant() },
  orderBy: ['createdAt'],
  defaultOrder: [{ field: 'createdAt', direction: Direction.ASC }],
});

/** How many are in each segment; a segment without members has no row. */
export const memberCountOf = rowLoader(
  (snapshot, segmentIds: readonly Id[]) =>
    snapshot.query<{ segmentId: Id; count: number }>(
      'select segment_id as "segmentId", count(*)::integer as count from segment_member where segment_id = any($1::uuid[]) group by 1',
      [segmentIds],
    ),
  (row) => row.segmentId,
);
