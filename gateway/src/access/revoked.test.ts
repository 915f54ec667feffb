import type { Actor } from '@kith/kernel';
import { Revoked } from './revoked.js';

const actor: Actor = {
  userId: 'u',
  organizationId: 'o',
  role: 'MEMBER',
  scopes: [],
  sessionId: 's',
  keyId: 'k',
};
const [before, at, after] = [Date.now() - 1, Date.now(), Date.now() + 1];

test.each([
  ['SESSION', 's', null, true],
  ['KEY', 'k', null, false],
  ['USER', 'u', null, false],
  ['MEMBERSHIP', 'u', 'o', false],
])('%s: what was issued before is revoked', (kind, id, organizationId, isForGood) => {
  const revoked = new Revoked();
  expect(revoked.includes({ actor, issuedAt: before })).toBe(false);
  revoked.note({ kind, id, organizationId, at });
  expect(revoked.includes({ actor, issuedAt: before })).toBe(true);
  expect(revoked.includes({ actor, issuedAt: after })).toBe(isForGood);
});

test('what was revoked of others does not concern one', () => {
  const revoked = new Revoked();
  for (const kind of ['SESSION', 'KEY', 'USER']) revoked.note({ kind, id: 'x', organizationId: null, at });
  revoked.note({ kind: 'MEMBERSHIP', id: 'u', organizationId: 'elsewhere', at });
  expect(revoked.includes({ actor, issuedAt: before })).toBe(false);
});

test('who watches is told once it concerns them, until they look no more', () => {
  const revoked = new Revoked();
  const told: string[] = [];
  const forget = revoked.watch({ actor, issuedAt: before }, () => told.push('first'));
  revoked.watch({ actor, issuedAt: before }, () => told.push('second'));
  revoked.note({ kind: 'SESSION', id: 'x', organizationId: null, at });
  expect(told).toEqual([]);
  forget();
  revoked.note({ kind: 'SESSION', id: 's', organizationId: null, at });
  expect(told).toEqual(['second']);
});

test('what nobody can hold any more is forgotten', () => {
  const revoked = new Revoked();
  revoked.note({ kind: 'SESSION', id: 's', organizationId: null, at: at - 3_600_000 });
  revoked.note({ kind: 'SESSION', id: 'x', organizationId: null, at });
  expect(revoked.includes({ actor, issuedAt: before })).toBe(false);
});
