import pg from 'pg';
import { parseInstant } from './parse-instant.js';

const slow = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ) as (text: string) => Date;

test.each([
  '2026-11-21 10:58:14+00',
  '2026-11-21 10:58:14.1+00',
  '2026-11-21 10:58:14.12+00',
  '2026-11-21 10:58:14.123+00',
  '2026-11-21 10:58:14.123456+00',
  '1969-12-31 23:59:59.999+00',
  '0100-01-01 00:00:00+00',
])('%s is the instant that the driver makes of it', (text) => {
  expect(parseInstant(text)).toEqual(slow(text));
});

test.each([
  '2026-11-21 10:58:14.123+02',
  '2026-11-21 10:58:14+05:30',
  '2026-11-21 10:58:14-00',
  '0044-03-15 12:00:00+00',
  '0044-03-15 12:00:00+00 BC',
  '10000-01-01 00:00:00+00',
  'infinity',
  '-infinity',
])('%s is left to the driver', (text) => {
  expect(parseInstant(text)).toBeNull();
});
