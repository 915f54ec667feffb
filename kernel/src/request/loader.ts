import DataLoader from 'dataloader';
import type { Snapshot } from '../database/snapshot.js';
import type { Request } from './request.js';

/**
 * Defines a loader: keys asked for in the same tick are answered by one call of `batch`. Each snapshot of a request has
 * its own, so nothing is remembered across requests or across a mutation.
 */
export function loader<Key, Value>(
  batch: (snapshot: Snapshot, keys: readonly Key[]) => Promise<readonly Value[]>,
): (request: Request) => DataLoader<Key, Value> {
  const loaders = new WeakMap<Snapshot, DataLoader<Key, Value>>();
  return ({ snapshot }) => {
    let found = loaders.get(snapshot);
    if (!found) {
      found = new DataLoader<Key, Value>((keys) => batch(snapshot, keys) as Promise<Value[]>);
      loaders.set(snapshot, found);
    }
    return found;
  };
}

/** A loader of at most one row for each key; a key without a row gives null. */
export function rowLoader<Key, Row>(
  batch: (snapshot: Snapshot, keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): (request: Request) => DataLoader<Key, Row | null> {
  return loader(async (snapshot, keys) => {
    const rows = new Map((await batch(snapshot, keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

/** A loader of a bounded list of rows for each key. */
export function rowsLoader<Key, Row>(
  batch: (snapshot: Snapshot, keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): (request: Request) => DataLoader<Key, Row[]> {
  return loader(async (snapshot, keys) => {
    const lists = new Map<Key, Row[]>(keys.map((key) => [key, []]));
    for (const row of await batch(snapshot, keys)) lists.get(keyOf(row))?.push(row);
    return keys.map((key) => lists.get(key) ?? []);
  });
}
