import { Secret } from 'otpauth';
import { stepOf } from './authenticator.js';

/** The vectors of RFC 6238, appendix B, in six digits. */
const secret = Secret.fromUTF8('12345678901234567890').base32;

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('at %d s the code is %s', (seconds, code) => {
  expect(stepOf(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
});

test('a code is good half a minute before and after, and no longer', () => {
  const at = (seconds: number) => stepOf(secret, '287082', seconds * 1000);
  expect([at(29), at(30), at(89), at(90)]).toEqual([1, 1, 1, null]);
  expect(at(0)).toBe(1);
  expect(stepOf(secret, 'nonsense', 59_000)).toBeNull();
});
