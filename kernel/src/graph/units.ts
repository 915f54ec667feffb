/** An exact amount in ten-thousandths: 29.99 is 299900n. */
export type Units = bigint;

const unitsPerOne = 10_000n;
const most = 2n ** 63n - 1n;

/** The ten-thousandths of a decimal text, or null when it is no decimal, has more than four decimals or is too large. */
export function parseUnits(text: string): Units | null {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,4}))?$/.exec(text);
  if (!match) return null;
  const [, sign, whole = '0', fraction = ''] = match;
  const units = BigInt(whole) * unitsPerOne + BigInt(fraction.padEnd(4, '0'));
  if (units > most) return null;
  return sign ? -units : units;
}

/** At least two decimals, at most four: `29.99`, `110277.305`. */
export function formatUnits(units: Units): string {
  const sign = units < 0n ? '-' : '';
  const size = units < 0n ? -units : units;
  const fraction = (size % unitsPerOne)
    .toString()
    .padStart(4, '0')
    .replace(/0{1,2}$/, '');
  return `${sign}${size / unitsPerOne}.${fraction}`;
}

/** True when the amount can be stored. */
export function isStorable(units: Units): boolean {
  return units >= -most && units <= most;
}
