import { randomBytes } from 'node:crypto';
import { seal, unseal } from './secret-box.js';

const key = randomBytes(32);

test('a secret opens with its key at its place, and looks different each time', () => {
  const [one, two] = [seal(key, 'a/1', 'whsec_x'), seal(key, 'a/1', 'whsec_x')];
  expect([unseal(key, 'a/1', one), unseal(key, 'a/1', two)]).toEqual(['whsec_x', 'whsec_x']);
  expect(one.equals(two)).toBe(false);
  expect(one.includes('whsec')).toBe(false);
});

test('with another key, at another place, or altered it does not open', () => {
  const sealed = seal(key, 'a/1', 'whsec_x');
  const altered = Buffer.from(sealed);
  altered[altered.length - 1] = (altered.at(-1) as number) ^ 1;
  expect(() => unseal(randomBytes(32), 'a/1', sealed)).toThrow();
  expect(() => unseal(key, 'a/2', sealed)).toThrow();
  expect(() => unseal(key, 'a/1', altered)).toThrow();
});
