import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { type Fields, own, put } from './merge.js';
import type { Place } from './path.js';
import { typeNamesOf } from './types.js';

/** Changes an object of an answer, or of a representation, as the plan says. */
export type Rewrite = (value: unknown) => void;

/** Compiles rewrites of a plan to one, or to null where there are none. */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  schema: GraphQLSchema,
): Rewrite | null {
  if (!rewrites?.length) return null;
  const all = rewrites.map((rewrite) => atPath(rewrite.path.slice(0, -1), schema, change(rewrite)));
  return (value) => {
    for (const rewrite of all) rewrite(value);
  };
}

function change(rewrite: FetchDataRewrite): (object: Fields) => void {
  const key = rewrite.path.at(-1) as string;
  if (rewrite.kind === 'ValueSetter') return (object) => put(object, key, rewrite.setValueTo);
  return (object) => {
    const value = own(object, key);
    if (value === undefined) return;
    put(object, rewrite.renameKeyTo, value);
    delete object[key];
  };
}

const onType = '... on ';

function atPath(path: readonly string[], schema: GraphQLSchema, act: (object: Fields) => void): Rewrite {
  const [first, ...rest] = path;
  if (first === undefined) return eachObject(act);
  const inner = atPath(rest, schema, act);
  if (!first.startsWith(onType)) return eachObject((object) => inner(own(object, first)));
  const names = typeNamesOf(schema, first.slice(onType.length));
  // An object that does not say what it is, is taken for what the plan says.
  return eachObject((object) => {
    if (!object.__typename || names.has(object.__typename as string)) inner(object);
  });
}

function eachObject(act: (object: Fields) => void): Rewrite {
  return (value) => {
    if (Array.isArray(value)) for (const item of value) eachObject(act)(item);
    else if (value !== null && typeof value === 'object') act(value as Fields);
  };
}

/** How places in a subgraph's answer are called once its keys have been renamed. */
export function compileRenames(rewrites: readonly FetchDataRewrite[] | undefined): (place: Place) => Place {
  const renames = (rewrites ?? []).flatMap((rewrite) =>
    rewrite.kind === 'KeyRenamer'
      ? [{ from: rewrite.path.filter((key) => !key.startsWith(onType)), to: rewrite.renameKeyTo }]
      : [],
  );
  return (place) => renames.reduce((renamed, { from, to }) => rename(renamed, from, to), place);
}

function rename(place: Place, from: readonly string[], to: string): Place {
  let matched = 0;
  return place.map((key) => {
    if (typeof key === 'number' || matched < 0 || matched >= from.length) return key;
    matched = key === from[matched] ? matched + 1 : -1;
    return matched === from.length ? to : key;
  });
}
