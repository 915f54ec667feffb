import { isOpen, type LeadStatus } from './lead-score.js';
import { LifecycleStage, lifecycleStages } from './lifecycle-stage.js';

/** What brings a person further. */
export interface Progress {
  readonly lifecycleStage: LifecycleStage;
  readonly leadStatus: LeadStatus | null;
  readonly orderCount: number;
}

/** How far a person has come. Nobody goes back: who cancelled what they bought is not met for the first time again. */
export function stageReached({ lifecycleStage, leadStatus, orderCount }: Progress): LifecycleStage {
  if (orderCount > 0 || leadStatus === 'CUSTOMER') return later(lifecycleStage, LifecycleStage.CUSTOMER);
  return isOpen(leadStatus) ? later(lifecycleStage, LifecycleStage.LEAD) : lifecycleStage;
}

/** The later one of two stages. */
export function later(one: LifecycleStage, other: LifecycleStage): LifecycleStage {
  return lifecycleStages.indexOf(one) < lifecycleStages.indexOf(other) ? other : one;
}
