import { batchHandlersOf } from '@kith/kernel';
import type { CrmEvents } from '@kith/schema/events/crm';
import { changeFigures } from './change-figures.js';
import { laterActivity } from './later-activity.js';

const on = batchHandlersOf<CrmEvents>('crm');

/** An activity with a person counts in their score; a purchase is counted as the order that it is. */
export const onActivityLogged = on('activity.created', (tx, events) =>
  changeFigures(tx, events, ({ payload, occurredAt }) => ({ activityCount, lastActivityAt }) => ({
    activityCount: payload.type === 'PURCHASE' ? activityCount : activityCount + 1,
    lastActivityAt: laterActivity(lastActivityAt, payload.occurredAt, occurredAt),
  })),
);
