const mostCharacters = 20_000;
const longestWord = 60;
const longestTitle = 200;
/** Letters that are not ours with a mark on them. */
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};

/** The words of a text as they are compared: small letters without accents. */
export function wordsOf(text: string): string[] {
  return text
    .slice(0, mostCharacters)
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .replace(/[ßæœøłđı]/g, (letter) => spelled[letter] as string)
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => word.slice(0, longestWord));
}

/** A title that begins with a phrase begins with it in this form too. */
export function foldedTitle(words: readonly string[]): string {
  return words.join(' ').slice(0, longestTitle);
}

/** The words, and each that has signs inside once more as one: QUICK-Stop is found as quickstop, O’Brien as obrien. */
export function wordsAndWhole(text: string): string[] {
  const parts = text.slice(0, mostCharacters).split(/[\s@]+/);
  return parts.flatMap((part) => {
    const words = wordsOf(part);
    return words.length > 1 ? [...words, words.join('').slice(0, longestWord)] : words;
  });
}

/**
 * A word, and what is left of it without one of its letters: of two words that one letter too many, too few, wrong or
 * out of place parts, these have one in common. Short words, and what has figures in it, must be as they are.
 */
export function typosOf(word: string): string[] {
  const letters = [...word];
  if (letters.length < 4 || letters.length > 30 || !/^\p{L}+$/u.test(word)) return [];
  return [...new Set([word, ...letters.map((_, at) => letters.toSpliced(at, 1).join(''))])];
}
