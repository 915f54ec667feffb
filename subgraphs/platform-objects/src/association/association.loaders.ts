import { Direction, entityLoader, filterable, listing } from '@kith/kernel';
import { Association } from './association.entity.js';

export const associationById = entityLoader(Association);

export const associations = listing(Association, {
  name: 'Association',
  filter: { type: filterable.text(), createdAt: filterable.instant() },
  orderBy: ['createdAt'],
  defaultOrder: [{ field: 'createdAt', direction: Direction.ASC }],
});
