import { lineTotal, orderTotal, type PricedLine } from './priced-line.js';

const line = (quantity: number, unitPriceUnits: bigint, discountUnits = 0n): PricedLine => ({
  productId: null,
  variantId: null,
  title: 'Chai',
  sku: null,
  quantity,
  unitPriceUnits,
  discountUnits,
});

test('a line is quantity times price less its discount, to the last digit', () => {
  expect(lineTotal(line(10, 144000n, 216000n))).toBe(1224000n);
  expect(orderTotal([line(3, 1n), line(1, 999999n, 999999n)])).toBe(3n);
});

test.each([
  [[], 'at least one line'],
  [[line(0, 1n)], 'at least 1'],
  [[line(1, -1n)], 'not negative'],
  [[line(1, 5n, 6n)], 'between nothing and the whole line'],
  [[line(1, 5n, -1n)], 'between nothing and the whole line'],
  [[line(2147483647, 2n ** 62n)], 'too large'],
])('%# is refused', (lines, message) => {
  expect(() => orderTotal(lines)).toThrow(message);
});
