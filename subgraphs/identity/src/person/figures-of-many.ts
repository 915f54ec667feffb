import type { Figures } from './change-figures.js';
import { leadScore } from './lead-score.js';
import { later, stageReached } from './stage-reached.js';

/** What the figures of several people come to who are one: the first is whom they are seen as. */
export function figuresOfMany(people: readonly [Figures, ...Figures[]]): Figures {
  const leadStatus = people.find((person) => person.leadStatus)?.leadStatus ?? null;
  const orderCount = people.reduce((sum, person) => sum + person.orderCount, 0);
  const activityCount = people.reduce((sum, person) => sum + person.activityCount, 0);
  const lifecycleStage = people.map((person) => person.lifecycleStage).reduce(later);
  const last = Math.max(...people.map(({ lastActivityAt }) => lastActivityAt?.getTime() ?? 0));
  return {
    leadStatus,
    orderCount,
    activityCount,
    customerValueUnits: people.reduce((sum, person) => sum + person.customerValueUnits, 0n),
    lastActivityAt: last > 0 ? new Date(last) : null,
    leadScore: leadScore({ leadStatus, orderCount, activityCount }),
    lifecycleStage: stageReached({ lifecycleStage, leadStatus, orderCount }),
  };
}
