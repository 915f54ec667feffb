import { RequestError } from '../errors/request-error.js';
import type { OrderKey } from './order.js';
import type { SqlValues } from './sql.js';

/** Where a row stands in an order: the values of the order's keys, the last of them its id. */
type Place = readonly (string | number | boolean | null)[];

/** The cursor of a row. It says in which order it was taken, so that it cannot be used in another. */
export function encodeCursor(keys: readonly OrderKey[], row: object): string {
  const place = keys.map(({ property }) => plain((row as Record<string, unknown>)[property]));
  return Buffer.from(JSON.stringify([signature(keys), ...place])).toString('base64url');
}

/** The values of the order's keys at the cursor, as text and numbers. */
export function cursorPlace(cursor: string): Place {
  return parse(cursor).slice(1) as unknown as Place;
}

/** The condition that a row of `t` stands behind the cursor in this order. */
export function afterCursor(keys: readonly OrderKey[], cursor: string, sql: SqlValues): string {
  const place = decodeCursor(keys, cursor);
  if (keys.every((key) => !key.isNullable && key.isDescending === keys[0]?.isDescending)) {
    const columns = keys.map((key) => key.column).join(', ');
    const values = keys.map((key, index) => sql.value(place[index], key.type)).join(', ');
    return `(${columns}) ${keys[0]?.isDescending ? '<' : '>'} (${values})`;
  }
  // Behind in the first key, or level in it and behind in the second, and so on.
  const ways = keys.map((key, index) => {
    const levels = keys.slice(0, index).map((earlier, at) => level(earlier, place[at] ?? null, sql));
    return `(${[...levels, behind(key, place[index] ?? null, sql)].join(' and ')})`;
  });
  return `(${ways.join(' or ')})`;
}

function level(key: OrderKey, value: Place[number], sql: SqlValues): string {
  return value === null ? `${key.column} is null` : `${key.column} = ${sql.value(value, key.type)}`;
}

function behind(key: OrderKey, value: Place[number], sql: SqlValues): string {
  if (value === null) return key.nullsFirst ? `${key.column} is not null` : 'false';
  const further = `${key.column} ${key.isDescending ? '<' : '>'} ${sql.value(value, key.type)}`;
  return key.isNullable && !key.nullsFirst ? `(${further} or ${key.column} is null)` : further;
}

function decodeCursor(keys: readonly OrderKey[], cursor: string): Place {
  const [taken, ...place] = parse(cursor);
  const fits =
    place.length === keys.length && keys.every((key, index) => isOfType(place[index] ?? null, key.type));
  if (taken !== signature(keys) || !fits) {
    throw new RequestError(
      'BAD_USER_INPUT',
      'This cursor was not made by a list with this order; begin without one',
    );
  }
  return place;
}

const shapes: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  bigint: /^-?\d{1,19}$/,
  integer: /^-?\d{1,10}$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  'timestamp with time zone': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
};

function isOfType(value: Place[number], type: string): boolean {
  return value === null || (shapes[type]?.test(String(value)) ?? typeof value === 'string');
}

function parse(cursor: string): unknown[] & Place {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed) && parsed.every((value) => value === null || typeof value !== 'object'))
      return parsed;
  } catch {
    // falls through to the refusal
  }
  throw new RequestError('BAD_USER_INPUT', 'This is no cursor; take one from `pageInfo` or an edge');
}

/** Cursors of a reversed order are the same: paging backwards uses the cursors of paging forwards. */
function signature(keys: readonly OrderKey[]): string {
  const flip = keys.at(-1)?.isDescending ?? false;
  return keys.map((key) => `${key.property}${key.isDescending !== flip ? '-' : ''}`).join(',');
}

function plain(value: unknown): Place[number] {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'bigint' ? value.toString() : (value as Place[number]);
}
