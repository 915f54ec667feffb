/**
 * A `timestamptz` as Postgres writes it to a session in UTC, `2026-11-21 10:58:14.123+00`, as a Date; null for one that is
 * written otherwise: of another zone, before Christ, infinite. Microseconds are cut off.
 */
export function parseInstant(text: string): Date | null {
  const { length } = text;
  const isUtc = length >= 22 && text.endsWith('+00') && text[4] === '-' && text[10] === ' ';
  if (!isUtc || (length > 22 && text[19] !== '.')) return null;
  // A fraction has no zeros at its end.
  const fraction = text
    .slice(20, length - 3)
    .padEnd(3, '0')
    .slice(0, 3);
  return new Date(`${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`);
}
