import { randomBytes } from 'node:crypto';
import type { Actor } from './actor.js';
import { actorReader, actorSigner, signActorToken, verifyActorToken } from './actor-token.js';

const key = randomBytes(32);
const actor: Actor = { userId: 'u', organizationId: 'o', role: 'MEMBER', scopes: [] };

test('an actor arrives as they were sent', () => {
  expect(verifyActorToken(signActorToken(actor, 'crm', key), 'crm', key)).toEqual(actor);
});

test('a token that is forged, altered, old, or meant for another subgraph speaks of nobody', () => {
  const now = Date.now();
  const token = signActorToken(actor, 'crm', key, now);
  const [payload = '', mac = ''] = token.split('.');
  const owner = Buffer.from(
    JSON.stringify({ actor: { ...actor, role: 'OWNER' }, aud: 'crm', exp: 9e9 }),
  ).toString('base64url');
  expect(verifyActorToken(token, 'crm', randomBytes(32))).toBeNull();
  expect(verifyActorToken(`${owner}.${mac}`, 'crm', key)).toBeNull();
  expect(verifyActorToken(token, 'commerce', key)).toBeNull();
  expect(verifyActorToken(token, 'crm', key, now + 31_000)).toBeNull();
  for (const text of ['', '.', payload, `${payload}.`, `${token}.x`])
    expect(verifyActorToken(text, 'crm', key)).toBeNull();
});

test('what is signed and read again is remembered, and not longer than it holds', () => {
  jest.useFakeTimers({ now: Date.now() });
  try {
    const sign = actorSigner('crm', key);
    const read = actorReader('crm', key);
    const token = sign(actor);
    expect(sign(actor)).toBe(token);
    expect(read(token)).toEqual(actor);
    expect(read(token)).toBe(read(token));
    jest.advanceTimersByTime(11_000);
    expect(sign(actor)).not.toBe(token);
    expect(read(token)).toEqual(actor);
    jest.advanceTimersByTime(20_000);
    expect(read(token)).toBeNull();
    expect(read(signActorToken(actor, 'commerce', key))).toBeNull();
  } finally {
    jest.useRealTimers();
  }
});
