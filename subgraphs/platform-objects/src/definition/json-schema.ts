import { type Property, PropertyType } from './property-type.js';

/** What JSON Schema says of a value of each type. */
const shapes: Readonly<Record<PropertyType, object>> = {
  STRING: { type: 'string', maxLength: 10_000 },
  // Kept in ten-thousandths as a bigint, which a number in JSON reaches exactly up to here.
  NUMBER: { type: 'number', minimum: -900_000_000_000, maximum: 900_000_000_000 },
  BOOLEAN: { type: 'boolean' },
  DATE: { type: 'string', format: 'date' },
  DATETIME: { type: 'string', format: 'date-time' },
  SELECT: { type: 'string' },
};

/** The JSON Schema that the properties of a record must satisfy. */
export function jsonSchema(properties: readonly Property[]): object {
  return {
    type: 'object',
    additionalProperties: false,
    required: properties.filter((property) => property.isRequired).map((property) => property.name),
    properties: Object.fromEntries(
      properties.map(({ name, type, options }) => [
        name,
        type === PropertyType.SELECT ? { enum: options } : shapes[type],
      ]),
    ),
  };
}
