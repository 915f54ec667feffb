import { batchHandlersOf } from '@kith/kernel';
import type { CrmEvents } from '@kith/schema/events/crm';
import { changeFigures } from './change-figures.js';
import { LifecycleStage } from './lifecycle-stage.js';
import { later } from './stage-reached.js';

const on = batchHandlersOf<CrmEvents>('crm');

/** With whom a deal was won is a customer. */
export const onDealWon = on('deal.won', (tx, events) =>
  changeFigures(tx, events, () => ({ lifecycleStage }) => ({
    lifecycleStage: later(lifecycleStage, LifecycleStage.CUSTOMER),
  })),
);
