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
  const [whole, rest] = size <= BigInt(Number.MAX_SAFE_INTEGER) ? parted(Number(size)) : partedExactly(size);
  const fraction = String(rest).padStart(4, '0');
  const isShort = fraction.endsWith('0');
  return `${sign}${whole}.${isShort ? fraction.slice(0, fraction.endsWith('00') ? 2 : 3) : fraction}`;
}

/** Numbers are parted a few times as fast as BigInts; most amounts are such. */
function parted(size: number): [whole: number, rest: number] {
  const rest = size % Number(unitsPerOne);
  return [(size - rest) / Number(unitsPerOne), rest];
}

function partedExactly(size: bigint): [whole: bigint, rest: bigint] {
  return [size / unitsPerOne, size % unitsPerOne];
}

/** True when the amount can be stored. */
export function isStorable(units: Units): boolean {
  return units >= -most && units <= most;
}
