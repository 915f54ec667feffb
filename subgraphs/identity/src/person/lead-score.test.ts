import { type Interest, leadScore, leadScoreRules } from './lead-score.js';

const nobody: Interest = { leadStatus: null, orderCount: 0, activityCount: 0 };

test.each([
  [{}, 0],
  [{ leadStatus: 'NEW' }, 5],
  [{ leadStatus: 'UNQUALIFIED' }, 0],
  [{ leadStatus: 'QUALIFIED', activityCount: 3 }, 36],
  [{ orderCount: 1 }, 10],
  [{ orderCount: 6 }, 50],
  [{ activityCount: 11 }, 20],
  [{ leadStatus: 'CUSTOMER', orderCount: 1_000_000, activityCount: 1_000_000 }, 100],
] as const)('%j comes to %i', (interest, score) => {
  expect(leadScore({ ...nobody, ...interest })).toBe(score);
});

test('the rules in words name each figure', () => {
  expect(leadScoreRules).toBe(
    'The sum of 5 for a contact that is NEW, 10 for a contact that is CONTACTED, 30 for a contact that is QUALIFIED, ' +
      '0 for a contact that is UNQUALIFIED, 30 for a contact that is CUSTOMER; 10 for each order that was not cancelled, ' +
      '50 at most; 2 for each activity other than a purchase, 20 at most.',
  );
});
