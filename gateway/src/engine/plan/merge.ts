/** An object of an answer: what a subgraph said of it, by response name. */
export type Fields = Record<string, unknown>;

/** A mark on an object whose owner says that it does not exist: the reference to it is null, and that is no error. */
export const isMissing = Symbol('missing');

/**
 * Puts what one subgraph said of an object beside what others said. What is said later stands, objects and lists of the same length
 * are merged. The source's objects are taken over, not copied.
 */
export function mergeInto(target: Fields, source: Fields): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value !== undefined) put(target, key, merged(own(target, key), value));
  }
}

function merged(known: unknown, value: unknown): unknown {
  if (known === undefined || !isComposite(known) || !isComposite(value)) return value;
  if (!Array.isArray(known)) {
    if (Array.isArray(value)) return value;
    mergeInto(known, value);
    return known;
  }
  if (!Array.isArray(value) || value.length !== known.length) return value;
  for (let index = 0; index < value.length; index++) known[index] = merged(known[index], value[index]);
  return known;
}

/** A copy, for whoever takes over what somebody else takes over too. */
export function copyOf<Value>(value: Value): Value {
  if (!isComposite(value)) return value;
  if (Array.isArray(value)) return value.map(copyOf) as Value;
  const copy: Fields = {};
  for (const key of Object.keys(value)) put(copy, key, copyOf((value as Fields)[key]));
  return copy as Value;
}

/** Names that every object has inherited: a field of a graph may be called `constructor`, and an alias `__proto__`. */
export function own(object: Fields, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function put(object: Fields, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

function isComposite(value: unknown): value is Fields | unknown[] {
  return typeof value === 'object' && value !== null;
}
