import type { Actor } from '@kith/kernel';
import { Places } from '../../src/admission/places.js';
import { clientOf } from '../../src/admission/rate/client.js';
import { idOf } from './limited-gateway.js';

const member: Actor = { userId: idOf(1), organizationId: idOf(9), role: 'OWNER', scopes: [] };
const of = (actor: Actor | null, rest = {}) =>
  clientOf({ actor, requestId: 'r', address: '10.0.0.1', ...rest });

test('a key pays for itself, a user for all their sessions, an address for who says neither', () => {
  expect(of({ ...member, keyId: idOf(2) })).toEqual({ payer: 'key', id: idOf(2) });
  expect(of({ ...member, sessionId: idOf(3) })).toEqual(of({ ...member, sessionId: idOf(4) }));
  expect(of(member)).toEqual({ payer: 'user', id: idOf(1) });
  expect(of(null)).toEqual({ payer: 'stranger', id: '10.0.0.1' });
});

test('subgraphs that ask, and whom the operator signed for, pay nothing', () => {
  expect(of(member, { isInternal: true })).toBeNull();
  expect(of({ ...member, userId: null, role: null, scopes: ['organization:create'] })).toBeNull();
});

test('an address of IPv6 is its network; one of IPv4 is the same however it is written', () => {
  const idAt = (address?: string) => of(null, { address })?.id;
  expect(idAt('2001:db8:1:2:3:4:5:6')).toBe(idAt('2001:db8:1:2::1'));
  expect(idAt('2001:db8:1:3::1')).not.toBe(idAt('2001:db8:1:2::1'));
  expect(idAt('::ffff:10.0.0.1')).toBe('10.0.0.1');
  expect([idAt(undefined), idAt('nonsense')]).toEqual(['unknown', 'unknown']);
});

test('places are counted by client, and given back once', () => {
  const places = new Places(2);
  const [first, second] = [places.take('a'), places.take('a')];
  expect([places.take('a'), typeof places.take('b')]).toEqual([null, 'function']);
  first?.();
  first?.();
  expect([typeof places.take('a'), places.take('a')]).toEqual(['function', null]);
  second?.();
  expect(typeof places.take('a')).toBe('function');
  const endless = new Places(0);
  for (let time = 0; time < 1_000; time++) expect(endless.take('a')).not.toBeNull();
});
