import type { SearchedNode } from '@kith/schema/events/every-subgraph';
import { foldedTitle, typosOf, wordsAndWhole, wordsOf } from './words.js';

/** A line of the index, for the row of a node. */
export interface Entry {
  readonly row: string;
  readonly type: string;
  readonly id: string;
  readonly title: string | null;
  /** All words, for what stands inside one. */
  readonly letters: string;
  /** A tsvector: words of the title have the weight A, and what typos leave of one begins with ~. */
  readonly words: string;
  readonly owner: string | null;
  readonly team: string | null;
}

export function entryOf(row: string, { type, id, title, texts, owner, team }: SearchedNode): Entry {
  const titled = wordsAndWhole(title ?? '');
  const others = texts.flatMap(wordsAndWhole);
  const lexemes = new Set([
    ...titled.map((word) => `'${word}':1A`),
    ...others.map((word) => `'${word}':2`),
    ...titled.flatMap(typosOf).map((typo) => `'~${typo}'`),
  ]);
  return {
    row,
    type,
    id,
    title: title === null ? null : foldedTitle(wordsOf(title)),
    letters: [...titled, ...others].join(' '),
    words: [...lexemes].join(' '),
    owner,
    team,
  };
}
