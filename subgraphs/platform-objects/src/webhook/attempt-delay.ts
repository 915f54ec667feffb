const leastMs = 5_000;
const mostMs = 4 * 3_600_000;

/** How long a delivery is tried before it is given up. */
export const patienceMs = 24 * 3_600_000;

/**
 * How long to wait before the next attempt, or null when it was the last: as long again as it has been tried, so that
 * the times double, from five seconds up to four hours; a quarter of it by chance (0 to 1), so that not all come at once.
 * The last attempt is after 24 hours.
 */
export function attemptDelayMs(triedMs: number, chance: number): number | null {
  if (triedMs >= patienceMs) return null;
  const delay = Math.min(Math.max(triedMs, leastMs), mostMs) * (0.75 + chance / 4);
  return Math.min(delay, patienceMs - triedMs);
}
