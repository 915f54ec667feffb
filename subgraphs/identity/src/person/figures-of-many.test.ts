import type { Figures } from './change-figures.js';
import { figuresOfMany } from './figures-of-many.js';
import { LifecycleStage } from './lifecycle-stage.js';

const nobody: Figures = {
  leadStatus: null,
  orderCount: 0,
  activityCount: 0,
  customerValueUnits: 0n,
  lastActivityAt: null,
  leadScore: 0,
  lifecycleStage: LifecycleStage.VISITOR,
};

test('nobody and nobody are nobody', () => {
  expect(figuresOfMany([nobody, nobody])).toEqual(nobody);
});

test('what people did who are one comes together, and the score is that of all of it', () => {
  const first = { ...nobody, orderCount: 3, customerValueUnits: 10n, lastActivityAt: new Date(5) };
  const second = {
    ...nobody,
    orderCount: 4,
    activityCount: 2,
    customerValueUnits: 20n,
    lastActivityAt: new Date(3),
    leadStatus: 'QUALIFIED' as const,
    lifecycleStage: LifecycleStage.EVANGELIST,
  };
  expect(figuresOfMany([first, second])).toEqual({
    leadStatus: 'QUALIFIED',
    orderCount: 7,
    activityCount: 2,
    customerValueUnits: 30n,
    lastActivityAt: new Date(5),
    leadScore: 84,
    lifecycleStage: LifecycleStage.EVANGELIST,
  });
});
