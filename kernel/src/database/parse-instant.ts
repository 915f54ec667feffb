const zero = 48;

/**
 * A `timestamptz` as Postgres writes it to a session in UTC, `2026-11-21 10:58:14.123+00`, as a Date; null for one that is
 * written otherwise: of another zone, of the first century or before, infinite. Microseconds are cut off.
 */
export function parseInstant(text: string): Date | null {
  const { length } = text;
  const isUtc =
    length >= 22 && text.endsWith('+00') && text[4] === '-' && text[10] === ' ' && !text.startsWith('00');
  if (!isUtc || (length > 22 && text[19] !== '.')) return null;
  const number = (from: number, to: number) => {
    let read = 0;
    for (let at = from; at < to; at++) read = read * 10 + text.charCodeAt(at) - zero;
    return read;
  };
  // A fraction has no zeros at its end.
  const digits = Math.min(length - 3 - 20, 3);
  const milliseconds = digits > 0 ? number(20, 20 + digits) * 10 ** (3 - digits) : 0;
  return new Date(
    Date.UTC(
      number(0, 4),
      number(5, 7) - 1,
      number(8, 10),
      number(11, 13),
      number(14, 16),
      number(17, 19),
      milliseconds,
    ),
  );
}
