import type { SearchedNode } from '@kith/schema/events/every-subgraph';
import { foldedTitle, typosOf, wordsAndOne, wordsOf } from './words.js';

/** A line of the index, for the row of a node. */
export interface Entry {
  readonly row: string;
  readonly type: string;
  readonly id: string;
  readonly title: string | null;
  /** All words, for what stands inside one. */
  readonly letters: string;
  /** A tsvector: words of the title have the weight A, and what typos leave of a word begins with ~. */
  readonly words: string;
}

const mostCharactersOfName = 200;

export function entryOf(row: string, { type, id, title, texts }: SearchedNode): Entry {
  const titled = wordsAndOne(title ?? '');
  const others = texts.flatMap(wordsAndOne);
  const names = [title ?? '', ...texts].filter((text) => text.length <= mostCharactersOfName);
  const lexemes = new Set([
    ...titled.map((word) => `'${word}':1A`),
    ...others.map((word) => `'${word}':2`),
    ...names
      .flatMap(wordsAndOne)
      .flatMap(typosOf)
      .map((typo) => `'~${typo}'`),
  ]);
  return {
    row,
    type,
    id,
    title: title === null ? null : foldedTitle(wordsOf(title)),
    letters: [...titled, ...others].join(' '),
    words: [...lexemes].join(' '),
  };
}
