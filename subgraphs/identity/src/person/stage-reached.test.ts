import { LifecycleStage } from './lifecycle-stage.js';
import { stageReached } from './stage-reached.js';

const { VISITOR, LEAD, CUSTOMER, EVANGELIST } = LifecycleStage;

test.each([
  [VISITOR, null, 0, VISITOR],
  [VISITOR, 'NEW', 0, LEAD],
  [VISITOR, 'UNQUALIFIED', 0, VISITOR],
  [LEAD, 'UNQUALIFIED', 0, LEAD],
  [LEAD, 'CUSTOMER', 0, CUSTOMER],
  [VISITOR, null, 1, CUSTOMER],
  [CUSTOMER, 'NEW', 0, CUSTOMER],
  [EVANGELIST, 'QUALIFIED', 5, EVANGELIST],
] as const)(
  'a %s whose contact is %s and who has %i orders is a %s',
  (lifecycleStage, leadStatus, orderCount, reached) => {
    expect(stageReached({ lifecycleStage, leadStatus, orderCount })).toBe(reached);
  },
);
