import { RequestError } from '@kith/kernel';
import type { ObjectDefinition } from '../definition/definition.entity.js';
import type { Property } from '../definition/property-type.js';

/** @throws RequestError `BAD_USER_INPUT` when the definition has no such property, or does not keep it for filters. */
export function filterableProperty({ name, properties }: ObjectDefinition, wanted: string): Property {
  const property = properties.find((candidate) => candidate.name === wanted && candidate.isFilterable);
  if (!property)
    throw new RequestError('BAD_USER_INPUT', `${name} has no filterable property called ${wanted}`);
  return property;
}
