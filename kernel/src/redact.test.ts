import { redact, redactText } from './redact.js';

test.each([
  ['authorization: Bearer abc.def', 'authorization: [redacted] [redacted]'],
  ['Bearer abc', 'Bearer [redacted]'],
  ['of eyJhbGciOiJub25lIn0.eyJzdWIiOjF9.abc here', 'of [redacted] here'],
  ['postgres://kith:hunter2@localhost/kith', 'postgres://kith:[redacted]@localhost/kith'],
  ['?a=1&token=hunter2&b=2', '?a=1&token=[redacted]&b=2'],
  ['{"password":"hunter two","a":1}', '{"password":[redacted],"a":1}'],
  [`the key kith_live_${'aB3-'.repeat(10)}xyz is`, 'the key kith_live_[redacted] is'],
  ['a sentence without any', 'a sentence without any'],
])('of %s stays %s', (text, expected) => {
  expect(redactText(text)).toBe(expected);
});

test('secrets go by the names of fields, however deep, and the rest stays', () => {
  const given = {
    requestId: 'r',
    headers: { Cookie: 'a', 'x-api-key': 'b', accept: 'c' },
    variables: [{ input: { newPassword: 'd', refreshToken: null, name: 'e' } }],
  };
  expect(redact(given)).toEqual({
    requestId: 'r',
    headers: { Cookie: '[redacted]', 'x-api-key': '[redacted]', accept: 'c' },
    variables: [{ input: { newPassword: '[redacted]', refreshToken: null, name: 'e' } }],
  });
});

test('of an error stays what it is, without the values that it is about', () => {
  const cause = Object.assign(new Error('duplicate'), { code: '23505', detail: 'Key (hash)=(abc)' });
  const told = redact(Object.assign(new TypeError('token=abc', { cause }), { parameters: ['abc'] }));
  expect(told).toMatchObject({ type: 'TypeError', message: 'token=[redacted]', cause: { code: '23505' } });
  expect(JSON.stringify(told)).not.toContain('abc');
});
