import type { Role } from './actor.js';
import { isLeft, judge, type Rule, ruleInWords } from './rule.js';

const actor = (role: Role | null, more: object = {}) => ({ userId: 'me', role, scopes: [], ...more });
const deal: Rule = { own: 'MEMBER', least: 'MANAGER' };
const grounds = (rule: Rule, who: ReturnType<typeof actor>, record?: object) => {
  const { isAllowed, ground } = judge('deal:write', rule, who, record);
  return [isAllowed, ground];
};

test('a role suffices, or one above it', () => {
  expect(grounds({ least: 'MEMBER' }, actor('MEMBER'))).toEqual([true, 'ROLE']);
  expect(grounds({ least: 'MEMBER' }, actor('OWNER'))).toEqual([true, 'ROLE']);
  expect(grounds({ least: 'MEMBER' }, actor('VIEWER'))).toEqual([false, 'ROLE']);
  expect(grounds({ least: 'MEMBER' }, actor(null))).toEqual([false, 'ROLE']);
});

test('what is somebody else’s needs a mightier role than one’s own', () => {
  expect(grounds(deal, actor('MEMBER'))).toEqual([true, 'OWNERSHIP']);
  expect(grounds(deal, actor('MEMBER'), { ownerId: 'me' })).toEqual([true, 'OWNERSHIP']);
  expect(grounds(deal, actor('MEMBER'), { ownerId: 'you' })).toEqual([false, 'OWNERSHIP']);
  expect(grounds(deal, actor('MEMBER', { teamIds: ['t'] }), { ownerId: 'you', teamId: 't' })).toEqual([
    true,
    'OWNERSHIP',
  ]);
  expect(grounds(deal, actor('MANAGER'), { ownerId: 'you' })).toEqual([true, 'ROLE']);
  expect(grounds(deal, actor('VIEWER'), { ownerId: 'me' })).toEqual([false, 'ROLE']);
});

test('an operator’s scope is no role, and no role is a scope', () => {
  expect(grounds({ scope: 's' }, actor(null, { scopes: ['s'] }))).toEqual([true, 'SCOPE']);
  expect(grounds({ scope: 's' }, actor('OWNER'))).toEqual([false, 'SCOPE']);
  expect(grounds({ least: 'VIEWER', scope: 's' }, actor(null, { scopes: ['s'] }))).toEqual([true, 'SCOPE']);
});

test('what is for users themselves no key does for them', () => {
  expect(grounds({ user: true }, actor(null))).toEqual([true, 'USER']);
  expect(grounds({ user: true }, actor('OWNER', { keyId: 'k' }))).toEqual([false, 'USER']);
  expect(grounds({ user: true, least: 'VIEWER' }, actor('VIEWER', { keyId: 'k' }))).toEqual([true, 'ROLE']);
  expect(grounds({ least: 'ADMIN', byKey: false }, actor('OWNER', { keyId: 'k' }))).toEqual([false, 'USER']);
  expect(grounds({ least: 'ADMIN', byKey: false }, actor('OWNER'))).toEqual([true, 'ROLE']);
  expect(grounds({ user: true }, actor(null, { userId: null, scopes: ['s'] }))).toEqual([false, 'USER']);
});

test('a key narrows what its creator may, and widens nothing', () => {
  expect(grounds(deal, actor('OWNER', { narrowedTo: ['deal:read'] }))).toEqual([false, 'NARROWED']);
  expect(grounds(deal, actor('OWNER', { narrowedTo: [] }))).toEqual([false, 'NARROWED']);
  expect(grounds(deal, actor('VIEWER', { narrowedTo: ['*:*'] }))).toEqual([false, 'ROLE']);
  expect(['deal:write', 'deal:*', '*:write', '*:*'].map((one) => isLeft([one], 'deal:write'))).toEqual(
    Array(4).fill(true),
  );
  expect(
    ['deal', '*', 'deal:read', 'de*:write', 'contact:*'].map((one) => isLeft([one], 'deal:write')),
  ).toEqual(Array(5).fill(false));
});

test('a rule is told in words', () => {
  expect(ruleInWords(deal)).toBe(
    "MEMBER and above for their own, their teams' and nobody's; MANAGER and above for all",
  );
  expect(ruleInWords({ least: 'VIEWER', scope: 's' })).toBe('VIEWER and above; operators with the scope s');
});
