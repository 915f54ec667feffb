import { GraphQLError } from 'graphql';
import type { Fields } from './merge.js';
import { type Place, placesAt } from './path.js';
import type { Cursor, Fetch } from './step.js';

/** An error as a subgraph answers it: over HTTP it is plain JSON. */
type Answered = Pick<GraphQLError, 'message' | 'path' | 'extensions'>;

/**
 * A subgraph's errors at their places in the answer: an entity's at each object that it stands for. One of the whole request has
 * no place.
 */
export function* placedErrors(
  fetch: Fetch,
  errors: readonly Answered[],
  root: Fields,
  cursor: Cursor,
  holdersAt: (index: number) => readonly Fields[],
): Generator<GraphQLError> {
  let places: Map<Fields, Place> | undefined;
  for (const error of errors) {
    const [index, below] = inEntity(fetch, error.path);
    if (below === undefined) {
      yield errorOf(fetch, error, undefined);
      continue;
    }
    places ??= placesAt(root, cursor.path);
    for (const object of holdersAt(index)) {
      const place = places.get(object) ?? [];
      yield errorOf(fetch, error, [...place, ...fetch.renamed(below)]);
    }
  }
}

/** Which entity an error is of, and where in it; a root fetch is one entity. */
function inEntity(fetch: Fetch, path: Place | undefined): [number, Place | undefined] {
  if (!fetch.represent) return [0, path];
  const index = path?.[1];
  return typeof index === 'number' ? [index, path?.slice(2)] : [0, undefined];
}

function errorOf({ service }: Fetch, error: Answered, path: Place | undefined): GraphQLError {
  const { message, extensions } = error;
  return new GraphQLError(message || `Error while fetching subquery from service "${service}"`, {
    originalError: error as GraphQLError,
    path,
    extensions: { ...extensions, code: extensions?.code ?? 'DOWNSTREAM_SERVICE_ERROR', serviceName: service },
  });
}
