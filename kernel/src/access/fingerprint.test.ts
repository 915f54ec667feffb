import { policyFingerprint } from './fingerprint.js';

const of = (role: 'OWNER' | 'MEMBER' | null, ...scopes: string[]) => policyFingerprint({ role, scopes });

test('actors whom the rules treat alike have one fingerprint, whoever they are', () => {
  const one = { userId: 'a', organizationId: 'o', role: 'MEMBER' as const, scopes: ['b', 'a'] };
  const other = { ...one, userId: 'b', scopes: ['a', 'b', 'a'] };
  expect(policyFingerprint(one)).toBe(policyFingerprint(other));
});

test('whom a rule can tell apart has another one', () => {
  const all = [
    of('OWNER'),
    of('MEMBER'),
    of(null),
    of('MEMBER', 'a'),
    of('MEMBER', 'a', 'b'),
    of('MEMBER', 'a,b'),
  ];
  expect(new Set(all).size).toBe(all.length);
});
