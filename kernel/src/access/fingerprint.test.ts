import { policyFingerprint } from './fingerprint.js';
import type { Judged } from './rule.js';

const member: Judged = { userId: 'a', organizationId: 'o', role: 'MEMBER', scopes: ['b', 'a'] };
const of = (more: Partial<Judged>) => policyFingerprint({ ...member, ...more });

test('actors whom the rules treat alike have one fingerprint, whoever they are', () => {
  const alike = [
    {},
    { userId: 'b', scopes: ['a', 'b', 'a'] },
    { teamIds: ['t'] },
    { sessionId: 's' },
    { reach: 'ALL' as const },
  ];
  expect(new Set(alike.map(of)).size).toBe(1);
  const narrowed = [{ narrowedTo: ['a:read', 'b:read'] }, { narrowedTo: ['b:read', 'a:read'], keyId: 'k' }];
  expect(new Set(narrowed.map(of)).size).toBe(1);
  // To those who read all whatever the organization says, it does not matter who they are.
  const managers = [{ reach: 'OWN' as const }, { reach: 'OWN' as const, userId: 'b' }];
  expect(new Set(managers.map((more) => of({ role: 'MANAGER', ...more }))).size).toBe(1);
});

test('whom a rule can tell apart has another one', () => {
  const all: Partial<Judged>[] = [
    {},
    { role: 'OWNER' },
    { role: null },
    { scopes: ['a'] },
    { scopes: ['a,b'] },
    { narrowedTo: [] },
    { narrowedTo: ['deal:read'] },
    { reach: 'OWN' },
    { reach: 'OWN', userId: 'b' },
    { reach: 'TEAM' },
    { reach: 'TEAM', teamIds: ['t'] },
    { reach: 'TEAM', teamIds: ['t', 'u'] },
  ];
  expect(new Set(all.map(of)).size).toBe(all.length);
});
