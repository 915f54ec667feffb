import { randomBytes } from 'node:crypto';
import { secretsKeys } from '../configuration.js';
import { keyName, type SecretsKeys, seal, unseal } from './secret-box.js';

const [older, newer] = [randomBytes(32), randomBytes(32)];
const keys: SecretsKeys = [older];

test('a secret opens with its key at its place, and looks different each time', () => {
  const [one, two] = [seal(keys, 'a/1', 'whsec_x'), seal(keys, 'a/1', 'whsec_x')];
  expect([unseal(keys, 'a/1', one), unseal(keys, 'a/1', two)]).toEqual(['whsec_x', 'whsec_x']);
  expect(one.equals(two)).toBe(false);
  expect(one.includes('whsec')).toBe(false);
});

test('with another key, at another place, or altered it does not open', () => {
  const sealed = seal(keys, 'a/1', 'whsec_x');
  const altered = Buffer.from(sealed);
  altered[altered.length - 1] = (altered.at(-1) as number) ^ 1;
  // Whoever writes the name of another key upon it has not sealed it with that one.
  const renamed = Buffer.concat([keyName(newer), sealed.subarray(keyName(newer).length)]);
  expect(() => unseal([newer], 'a/1', sealed)).toThrow('not in SECRETS_KEY');
  expect(() => unseal([newer, older], 'a/1', renamed)).toThrow();
  expect(() => unseal(keys, 'a/2', sealed)).toThrow();
  expect(() => unseal(keys, 'a/1', altered)).toThrow();
  for (const length of [0, 7, 8, 20, 36])
    expect(() => unseal(keys, 'a/1', sealed.subarray(0, length))).toThrow();
});

test('of several keys the first seals, and all open', () => {
  const before = seal([older], 'a/1', 'before');
  const after = seal([newer, older], 'a/1', 'after');
  expect([before, after].map((sealed) => unseal([newer, older], 'a/1', sealed))).toEqual(['before', 'after']);
  expect(unseal([newer], 'a/1', after)).toBe('after');
  expect(() => unseal([older], 'a/1', after)).toThrow();
});

test('keys are written in base64, parted by commas or lines, each of them whole', () => {
  const [one, two] = [older.toString('base64'), newer.toString('base64')];
  for (const raw of [`${one},${two}`, `${one}, ${two},`, `${one}\n${two}\n`])
    expect(secretsKeys()(raw)).toEqual([older, newer]);
  expect(secretsKeys()(one)).toEqual([older]);
  for (const raw of [undefined, '', ',', `${one},short`, `${one},${one.slice(0, 20)}`])
    expect(() => secretsKeys()(raw)).toThrow();
  expect(() => secretsKeys()(`${one},${one}`)).toThrow('twice');
});
