import type { FetchNode } from '@apollo/query-planner';
import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import { placedErrors } from './errors.js';
import { copyOf, type Fields, isMissing, mergeInto } from './merge.js';
import { compileRequires, type Represent } from './representation.js';
import { compileRenames, compileRewrites } from './rewrite.js';
import type { Cursor, Entities, Fetch, Running, Step } from './step.js';

export function compileFetch(
  node: FetchNode,
  place: Pick<Fetch, 'id' | 'wave'>,
  schema: GraphQLSchema,
): Fetch {
  return {
    ...place,
    service: node.serviceName,
    kind: node.operationKind,
    text: node.operation,
    operationName: node.operationName,
    variableNames: node.variableUsages ?? [],
    represent: node.requires ? compileRequires(node.requires, schema) : null,
    rewriteInput: compileRewrites(node.inputRewrites, schema),
    rewriteOutput: compileRewrites(node.outputRewrites, schema),
    rewrites: JSON.stringify(node.outputRewrites ?? null),
    renamed: compileRenames(node.outputRewrites),
  };
}

/** Asks, and puts the answer to where it belongs. */
export function fetchStep(fetch: Fetch): Step {
  return {
    fetches: [fetch],
    async run(running, cursor) {
      try {
        if (fetch.represent) await fetchEntities(fetch, fetch.represent, running, cursor);
        else takeRoot(fetch, running, cursor, await running.ask(fetch));
      } catch (error) {
        running.note(error as GraphQLError);
      }
    },
  };
}

/** Puts the answer of a root fetch into every object of the cursor. */
export function takeRoot(fetch: Fetch, running: Running, cursor: Cursor, answer: ExecutionResult): void {
  const { data, errors } = answer;
  if (errors)
    for (const error of placedErrors(fetch, errors, running.data, cursor, () => cursor.objects))
      running.note(error);
  if (!data) return;
  fetch.rewriteOutput?.(data);
  cursor.objects.forEach((object, index) => {
    mergeInto(object, index === 0 ? data : copyOf(data));
  });
}

async function fetchEntities(
  fetch: Fetch,
  represent: Represent,
  running: Running,
  cursor: Cursor,
): Promise<void> {
  const { representations, keys, holders } = gather(fetch, represent, cursor.objects);
  if (representations.length === 0) return running.pass([fetch]);
  const { data, errors } = await running.ask(fetch, { representations, keys });
  const holdersAt = (index: number) => holders[index] ?? [];
  if (errors)
    for (const error of placedErrors(fetch, errors, running.data, cursor, holdersAt)) running.note(error);
  if (!data) return;
  const found = data._entities;
  if (!Array.isArray(found) || found.length !== representations.length)
    throw new GraphQLError(`Expected "data._entities" to contain ${representations.length} elements`);
  holders.forEach((objects, index) => {
    const entity = found[index] as Fields | null;
    if (!entity) {
      for (const object of objects) Object.defineProperty(object, isMissing, { value: true });
      return;
    }
    entity.__typename ??= objects[0]?.__typename;
    fetch.rewriteOutput?.(entity);
    objects.forEach((object, nth) => {
      mergeInto(object, nth === objects.length - 1 ? entity : copyOf(entity));
    });
  });
}

interface Gathered extends Entities {
  /** For each representation, the objects that it stands for. */
  readonly holders: Fields[][];
}

function gather(fetch: Fetch, represent: Represent, objects: readonly Fields[]): Gathered {
  const representations: Fields[] = [];
  const keys: string[] = [];
  const holders: Fields[][] = [];
  const known = new Map<string, Fields[]>();
  for (const object of objects) {
    const representation = represent(object);
    if (!representation) continue;
    fetch.rewriteInput?.(representation);
    const key = JSON.stringify(representation);
    const same = known.get(key);
    if (same) {
      same.push(object);
      continue;
    }
    const holding = [object];
    known.set(key, holding);
    representations.push(representation);
    keys.push(key);
    holders.push(holding);
  }
  return { representations, keys, holders };
}
