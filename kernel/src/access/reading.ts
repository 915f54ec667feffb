import { snakeCase } from '../database/snake-case.js';
import { nodeName } from '../graph/node.js';

/** A type of node, and the noun of its actions where it is not its own name: a stage is read with its pipeline. */
export interface Spoken {
  readonly type: abstract new (...args: never[]) => object;
  readonly noun?: string;
}

/** The action of reading each type of node, by the type's name. */
export function readingOf(nodes: readonly Spoken[]): ReadonlyMap<string, string> {
  return new Map(
    nodes.map(({ type, noun }) => {
      const name = nodeName(type) as string;
      return [name, `${noun ?? snakeCase(name).replace(/^_/, '')}:read`];
    }),
  );
}
