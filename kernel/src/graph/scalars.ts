import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import {
  GraphQLCountryCode,
  GraphQLDateTimeISO,
  GraphQLJSON,
  GraphQLLocalDate,
  GraphQLPhoneNumber,
} from 'graphql-scalars';
import { formatUnits, parseUnits } from './units.js';

function named(scalar: GraphQLScalarType, name: string, description: string): GraphQLScalarType {
  return new GraphQLScalarType({
    ...scalar.toConfig(),
    name,
    description,
    specifiedByURL: null,
    extensions: {},
  });
}

export const DateTime = new GraphQLScalarType({
  ...named(
    GraphQLDateTimeISO,
    'DateTime',
    'An instant in UTC with milliseconds, after RFC 3339: `2026-03-01T09:30:00.000Z`.',
  ).toConfig(),
  // The library makes another Date of each.
  serialize: (value) => (value instanceof Date ? value.toISOString() : GraphQLDateTimeISO.serialize(value)),
});
export const CalendarDate = named(GraphQLLocalDate, 'Date', 'A day of the calendar: `2026-03-01`.');

/** The library's own refuses addresses with letters beyond ASCII, which exist. */
export const EmailAddress = new GraphQLScalarType<string, string>({
  name: 'EmailAddress',
  description: 'An e-mail address. Upper and lower case are the same.',
  serialize: String,
  parseValue: (value) => parseEmail(value),
  parseLiteral: (node) => parseEmail(node.kind === Kind.STRING ? node.value : null),
});

function parseEmail(value: unknown): string {
  if (typeof value === 'string' && value.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(value))
    return value;
  throw new GraphQLError(`${JSON.stringify(value)?.slice(0, 60)} is no e-mail address`);
}

export const PhoneNumber = named(
  GraphQLPhoneNumber,
  'PhoneNumber',
  'A phone number after E.164: `+4930123456`.',
);
export const CountryCode = named(
  GraphQLCountryCode,
  'CountryCode',
  'A country after ISO 3166-1 alpha-2: `DE`.',
);
export const Json = named(GraphQLJSON, 'JSON', 'Any JSON value.');

/** Exact amounts: text on the wire, ten-thousandths as BigInt in code. */
export const Decimal = new GraphQLScalarType<bigint, string>({
  name: 'Decimal',
  description: 'An exact decimal number as text, with at most four decimals: `"29.99"`. Never a float.',
  serialize: (value) => formatUnits(value as bigint),
  parseValue: (value) => parseDecimal(value),
  parseLiteral: (node) => {
    if (node.kind !== Kind.STRING && node.kind !== Kind.INT)
      throw new GraphQLError('Decimal is written as text, like "29.99"');
    return parseDecimal(node.value);
  },
});

function parseDecimal(value: unknown): bigint {
  if (typeof value !== 'string')
    throw new GraphQLError('Decimal is sent as text, like "29.99", so that nothing is lost');
  const units = parseUnits(value);
  if (units === null)
    throw new GraphQLError(
      `${JSON.stringify(value.slice(0, 40))} is not a decimal with at most four decimals within ±922337203685477.5807`,
    );
  return units;
}

export const CurrencyCode = new GraphQLScalarType<string, string>({
  name: 'CurrencyCode',
  description: 'A currency after ISO 4217: `USD`.',
  serialize: (value) => String(value).trim(),
  parseValue: (value) => parseCurrency(value),
  parseLiteral: (node) => parseCurrency(node.kind === Kind.STRING ? node.value : null),
});

function parseCurrency(value: unknown): string {
  if (typeof value !== 'string' || !/^[A-Z]{3}$/.test(value))
    throw new GraphQLError('CurrencyCode is three capital letters, like "USD"');
  return value;
}
