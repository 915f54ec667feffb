import type { Subgraph } from '@kith/kernel';

/** The types of all events that the log holds, as a module that a subgraph can read without loading the others. */
export function eventTypesModule(subgraphs: readonly Subgraph[]): string {
  const types = new Set(subgraphs.flatMap(({ events }) => Object.keys(events)).sort());
  // That a row was changed is told to the audit alone.
  types.delete('row.changed');
  const lines = [...types].map((type) => `  '${type}',\n`).join('');
  return `/** Generated: the types of all events that the log holds. */\nexport const eventTypes: readonly string[] = [\n${lines}];\n`;
}
