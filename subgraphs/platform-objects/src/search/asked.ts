import { foldedTitle, typosOf, wordsOf } from './words.js';

const mostWords = 10;

/** What is asked of the index. */
export interface Asked {
  readonly phrase: string;
  /** What an entry may fit, as tsqueries: the best first, the widest last. */
  readonly ranked: readonly string[];
  /** What may stand inside words. */
  readonly parts: readonly string[];
  /** A tsquery that words with a typo fit too. */
  readonly nearly: string;
}

/** Null for a query without words, which nothing fits. */
export function askedBy(query: string): Asked | null {
  const all = wordsOf(query);
  const words = all.slice(0, mostWords);
  if (words.length === 0) return null;
  const each = (lexeme: (word: string) => string) => words.map(lexeme).join(' & ');
  const begins = (word: string) => `'${word}':*`;
  // Figures are one number however they are written: 030 12-34 is in +49301234.
  const isNumber = words.every((word) => /^\d+$/.test(word));
  return {
    phrase: foldedTitle(all),
    ranked: [
      each((word) => `'${word}':A`),
      each((word) => `'${word}':*A`),
      each((word) => `'${word}'`),
      each(begins),
    ],
    parts: isNumber ? [words.join('').replace(/^0+/, '')] : words,
    nearly: each((word) => `(${[begins(word), ...typosOf(word).map((typo) => `'~${typo}'`)].join(' | ')})`),
  };
}
