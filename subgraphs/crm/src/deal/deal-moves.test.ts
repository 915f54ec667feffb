import { isClosing, mayMove } from './deal-moves.js';

test.each([
  ['OPEN', true],
  ['WON', false],
  ['LOST', false],
] as const)('a deal that is %s may move: %s', (kind, may) => {
  expect(mayMove(kind)).toBe(may);
  expect(isClosing(kind)).toBe(!may);
});
