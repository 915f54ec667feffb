import { formatUnits, parseUnits } from './units.js';

test.each([
  ['29.99', 299900n, '29.99'],
  ['0', 0n, '0.00'],
  ['-1.5', -15000n, '-1.50'],
  ['110277.3050', 1102773050n, '110277.305'],
  ['922337203685477.5807', 2n ** 63n - 1n, '922337203685477.5807'],
  ['007.0001', 70001n, '7.0001'],
])('%s is exact', (text, units, written) => {
  expect(parseUnits(text)).toBe(units);
  expect(formatUnits(units)).toBe(written);
});

test.each(['', '.5', '1.', '1.00001', '1e3', '+1', ' 1', '1,5', '922337203685477.5808', '9999999999999999'])(
  '%j is refused',
  (text) => {
    expect(parseUnits(text)).toBeNull();
  },
);
