import type { Subgraph } from '@kith/kernel';

/** The types of all events, as a module that a subgraph can read without loading the others. */
export function eventTypesModule(subgraphs: readonly Subgraph[]): string {
  const types = subgraphs.flatMap(({ events = {} }) => Object.keys(events)).sort();
  const lines = types.map((type) => `  '${type}',\n`).join('');
  return `/** Generated: the types of all events of the house. */\nexport const eventTypes: readonly string[] = [\n${lines}];\n`;
}
