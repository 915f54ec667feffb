import { Direction, entityLoader, filterable, listing } from '@kith/kernel';
import { ObjectDefinition } from './definition.entity.js';

export const definitionById = entityLoader(ObjectDefinition);
export const objectDefinitions = listing(ObjectDefinition, {
  name: 'ObjectDefinition',
  filter: { name: filterable.text(), isActive: filterable.truth() },
  orderBy: ['name', 'createdAt'],
  defaultOrder: [{ field: 'name', direction: Direction.ASC }],
});
