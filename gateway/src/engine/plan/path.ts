import type { Fields } from './merge.js';

/** A place in an answer, as errors name it. */
export type Place = readonly (string | number)[];

/** Every object that the path leads to from these, through lists and lists of lists; what is null is passed over. */
export function objectsAt(from: readonly Fields[], path: readonly string[]): Fields[] {
  const found: Fields[] = [];
  for (const object of from) collect(object, path, 0, found);
  return found;
}

function collect(value: unknown, path: readonly string[], at: number, found: Fields[]): void {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    const below = path[at] === '@' ? at + 1 : at;
    for (const item of value) collect(item, path, below, found);
    return;
  }
  const key = path[at];
  if (key === undefined) found.push(value as Fields);
  else if (key === '@') collect(value, path, at + 1, found);
  else if (Object.hasOwn(value, key)) collect((value as Fields)[key], path, at + 1, found);
}

/** Where each object is that the path leads to. Walked only when there is an error to place. */
export function placesAt(root: Fields, path: readonly string[]): Map<Fields, Place> {
  const places = new Map<Fields, Place>();
  const walk = (value: unknown, at: number, place: Place): void => {
    if (value === null || typeof value !== 'object') return;
    if (Array.isArray(value)) {
      const below = path[at] === '@' ? at + 1 : at;
      for (const [index, item] of value.entries()) walk(item, below, [...place, index]);
      return;
    }
    const key = path[at];
    if (key === undefined) places.set(value as Fields, place);
    else if (key === '@') walk(value, at + 1, place);
    else if (Object.hasOwn(value, key)) walk((value as Fields)[key], at + 1, [...place, key]);
  };
  walk(root, 0, []);
  return places;
}
