import { fromString, fromUUID, getType, toUUID } from 'typeid-js';
import { RequestError } from '../errors/request-error.js';

/** A UUID as Postgres writes it. */
export type Uuid = string;

declare const owner: unique symbol;

/**
 * The id of a node of one GraphQL type, as code and database hold it: a UUIDv7. Typed by the name of the type, so
 * that a deal's id does not compile where a person's is wanted. Clients see its TypeID (`person_01jx…`).
 */
// biome-ignore lint/suspicious/noExplicitAny: an id of no stated type goes where any id goes
export type Id<TypeName extends string = any> = Uuid & { readonly [owner]?: TypeName };

/** The prefix of a type's ids: its name in lower case. */
export function prefixOf(typeName: string): string {
  return typeName.toLowerCase();
}

export function encodeId(typeName: string, id: Uuid): string {
  return fromUUID(id, prefixOf(typeName));
}

/**
 * The UUID inside a client's id.
 *
 * @throws RequestError `BAD_USER_INPUT` naming both prefixes when the id is of another type, or no id at all.
 */
export function decodeId<TypeName extends string>(typeName: TypeName, value: string): Id<TypeName> {
  const parsed = parseId(value);
  const prefix = prefixOf(typeName);
  if (parsed?.prefix === prefix) return parsed.uuid;
  const found = parsed
    ? `an id that begins with "${parsed.prefix}_"`
    : `${JSON.stringify(value.slice(0, 60))}, which is no id`;
  throw new RequestError('BAD_USER_INPUT', `Expected an id that begins with "${prefix}_", got ${found}`);
}

/** Prefix and UUID of any id of the graph, or null when the text is none. */
export function parseId(value: string): { prefix: string; uuid: Uuid } | null {
  try {
    const id = fromString(value);
    const prefix = getType(id);
    return prefix === '' ? null : { prefix, uuid: toUUID(id) };
  } catch {
    return null;
  }
}
