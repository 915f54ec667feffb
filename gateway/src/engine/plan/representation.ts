import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { type Fields, mergeInto, own, put } from './merge.js';
import { typeNamesOf } from './types.js';

/** What a subgraph is told of an entity so that it finds it, or null when the answer has too little of it. */
export type Represent = (entity: Fields) => Fields | null;

/** Compiles what a fetch requires. */
export function compileRequires(
  selections: readonly QueryPlanSelectionNode[],
  schema: GraphQLSchema,
): Represent {
  const represent = compileSelections(selections, schema);
  return (entity) => {
    const representation = represent(entity);
    return representation?.__typename ? representation : null;
  };
}

type Part = (source: Fields, result: Fields) => boolean;

function compileSelections(selections: readonly QueryPlanSelectionNode[], schema: GraphQLSchema): Represent {
  const parts = selections.map((selection): Part => {
    if (selection.kind === 'Field') {
      const name = selection.alias ?? selection.name;
      const below = selection.selections ? compileSelections(selection.selections, schema) : null;
      return (source, result) => {
        const value = own(source, name);
        if (value === undefined) return false;
        put(result, name, below ? represented(value, below) : value);
        return true;
      };
    }
    const { typeCondition } = selection;
    const inner = compileSelections(selection.selections, schema);
    const names = typeCondition ? typeNamesOf(schema, typeCondition) : new Set<string>();
    return (source, result) => {
      if (!names.has(source.__typename as string)) return true;
      const found = inner(source);
      if (found) mergeInto(result, found);
      return true;
    };
  });
  return (source) => {
    const result: Fields = {};
    return parts.every((part) => part(source, result)) ? result : null;
  };
}

function represented(value: unknown, below: Represent): unknown {
  if (Array.isArray(value)) return value.map((item) => represented(item, below));
  return value === null ? null : below(value as Fields);
}
