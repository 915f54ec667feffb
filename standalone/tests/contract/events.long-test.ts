import type { Subgraph } from '@kith/kernel';
import { type ObjectTypeDefinitionNode, parse } from 'graphql';
import { subgraphs } from '../../src/subgraphs.js';
import { api } from './schemas.js';

const mutations = Object.keys(api.getMutationType()?.getFields() ?? {});

/** The mutations of one subgraph; those that are not the clients' only if it is said. */
function mutationsOf({ sdl }: Subgraph, isInternal = false): string[] {
  const roots = parse(sdl).definitions.filter(
    (definition): definition is ObjectTypeDefinitionNode =>
      definition.kind === 'ObjectTypeDefinition' && definition.name.value === 'Mutation',
  );
  return roots.flatMap(({ fields = [] }) =>
    fields
      .filter(
        ({ directives = [] }) => isInternal || !directives.some(({ name }) => name.value === 'inaccessible'),
      )
      .map(({ name }) => name.value),
  );
}

const declared = subgraphs.flatMap((subgraph) =>
  Object.entries(subgraph.events).map(([type, { of }]) => ({ subgraph, type, of })),
);

/** Mutations after which there is nothing to tell an organization. */
const untold: Readonly<Record<string, string>> = {
  register: 'there is no account before the address is confirmed',
  requestPasswordReset: 'an event would tell whether the address is known',
  switchOrganization: 'where a session goes on is its user’s affair; what they do there is told there',
};

test('every mutation of the graph publishes an event of the subgraph that has it, save those that say why not', () => {
  expect(mutations).not.toEqual([]);
  expect(subgraphs.flatMap((subgraph) => mutationsOf(subgraph)).sort()).toEqual([...mutations].sort());
  const silent = subgraphs.flatMap((subgraph) => {
    const told = new Set(declared.filter((one) => one.subgraph === subgraph).flatMap(({ of }) => of));
    return mutationsOf(subgraph).filter((name) => !told.has(name));
  });
  expect(silent.sort()).toEqual(Object.keys(untold).sort());
});

test('what an event is published by is a mutation of its subgraph, also of gateways alone, or an event that its subgraph handles', () => {
  const strange = declared.flatMap(({ subgraph, type, of }) => {
    const heard = (subgraph.handlers ?? []).map((handler) => handler.type);
    const known = new Set([...mutationsOf(subgraph, true), ...heard]);
    return of.filter((name) => !known.has(name)).map((name) => `${type}: ${name}`);
  });
  expect(strange).toEqual([]);
});
