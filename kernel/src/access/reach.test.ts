import { isWithin, reachOf } from './reach.js';

const mine = { ownerId: 'me', teamId: null };
const ours = { ownerId: 'colleague', teamId: 'team' };
const theirs = { ownerId: 'colleague', teamId: 'other team' };
const nobodys = { ownerId: null, teamId: null };
const me = { userId: 'me', teamIds: ['team'] };

const within = (reach: 'ALL' | 'TEAM' | 'OWN') =>
  [mine, ours, theirs, nobodys].map((record) => isWithin(me, record, reach));

test('each reach holds what the smaller one does, and what is nobody’s', () => {
  expect(within('OWN')).toEqual([true, false, false, true]);
  expect(within('TEAM')).toEqual([true, true, false, true]);
  expect(within('ALL')).toEqual([true, true, true, true]);
});

test('what belongs to a team alone is not nobody’s', () => {
  expect(isWithin(me, { ownerId: null, teamId: 'other team' })).toBe(false);
  expect(isWithin(me, { ownerId: null, teamId: 'team' }, 'OWN')).toBe(false);
});

test('who is no user owns nothing', () => {
  expect(isWithin({ userId: null }, mine)).toBe(false);
  expect(isWithin({ userId: null }, nobodys)).toBe(true);
});

test('an organization narrows members and viewers, and nobody above them', () => {
  const reachOfRole = (role: 'OWNER' | 'MANAGER' | 'MEMBER' | 'VIEWER') => reachOf({ role, reach: 'OWN' });
  expect((['OWNER', 'MANAGER', 'MEMBER', 'VIEWER'] as const).map(reachOfRole)).toEqual([
    'ALL',
    'ALL',
    'OWN',
    'OWN',
  ]);
  expect(reachOf({ role: 'MEMBER' })).toBe('ALL');
});
