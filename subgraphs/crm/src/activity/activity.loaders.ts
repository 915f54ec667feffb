import { Direction, entityLoader, filterable, listing } from '@kith/kernel';
import { Activity, ActivityStatus, ActivityType } from './activity.entity.js';

export const activityById = entityLoader(Activity);

export const activities = listing(Activity, {
  name: 'Activity',
  filter: {
    type: filterable.choice('ActivityType', ActivityType),
    status: filterable.choice('ActivityStatus', ActivityStatus),
    personId: filterable.id('Person'),
    companyId: filterable.id('Company'),
    dealId: filterable.id('Deal'),
    assigneeId: filterable.id('User'),
    occurredAt: filterable.instant(),
    dueAt: filterable.instant(),
  },
  orderBy: ['occurredAt', 'dueAt', 'createdAt'],
  aliased: ['personId'],
  defaultOrder: [{ field: 'occurredAt', direction: Direction.DESC }],
});
