import { Direction, entityLoader, filterable, listing } from '@kith/kernel';
import { Collection } from './collection.entity.js';

export const collectionById = entityLoader(Collection);

export const collections = listing(Collection, {
  name: 'Collection',
  filter: { name: filterable.text() },
  orderBy: ['name', 'createdAt'],
  defaultOrder: [{ field: 'name', direction: Direction.ASC }],
});
