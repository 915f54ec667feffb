import { attemptDelayMs, patienceMs } from './attempt-delay.js';

/** The times of all attempts of a delivery that fails for ever, from the first one at 0. */
function attempts(chance: number): number[] {
  const times = [0];
  for (let tried = 0; ; ) {
    const delay = attemptDelayMs(tried, chance);
    if (delay === null) return times;
    tried += delay;
    times.push(tried);
  }
}

test('the waits double from five seconds, and the last attempt is after a day', () => {
  expect(attempts(1).slice(0, 6)).toEqual([0, 5_000, 10_000, 20_000, 40_000, 80_000]);
  expect(attempts(1).at(-1)).toBe(patienceMs);
  expect(attempts(1)).toHaveLength(19);
});

test('chance takes up to a quarter, and nobody is tried without end', () => {
  expect(attempts(0)[1]).toBe(3_750);
  expect(attempts(0).at(-1)).toBe(patienceMs);
  expect(attempts(0).length).toBeLessThan(30);
  expect(attemptDelayMs(patienceMs, 0)).toBeNull();
});
