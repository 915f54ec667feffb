import { Direction, entityLoader, filterable, listing } from '@kith/kernel';
import { ObjectRecord } from './record.entity.js';

export const recordById = entityLoader(ObjectRecord);

/** Records of any definition, as a person's are. */
export const recordsOfPerson = listing(ObjectRecord, {
  name: 'Record',
  filter: { displayName: filterable.text(), isArchived: filterable.truth(), createdAt: filterable.instant() },
  orderBy: ['createdAt', 'displayName'],
  aliased: ['personId'],
  defaultOrder: [{ field: 'createdAt', direction: Direction.ASC }],
});
