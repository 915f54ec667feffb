import { Direction, entityLoader, filterable, listing } from '@kith/kernel';
import { Session } from './session.entity.js';

export const sessionById = entityLoader(Session);

export const sessions = listing(Session, {
  name: 'Session',
  filter: { lastUsedAt: filterable.instant() },
  orderBy: ['lastUsedAt', 'createdAt'],
  defaultOrder: [{ field: 'lastUsedAt', direction: Direction.DESC }],
});
