import { Direction, entityLoader, filterable, listing } from '@kith/kernel';
import { Template } from './template.entity.js';

export const templateById = entityLoader(Template);

export const templates = listing(Template, {
  name: 'Template',
  filter: { name: filterable.text(), subject: filterable.text(), createdAt: filterable.instant() },
  orderBy: ['name', 'createdAt'],
  defaultOrder: [{ field: 'name', direction: Direction.ASC }],
});
