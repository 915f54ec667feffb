/** Numbers by chance that are the same for the same seed (mulberry32). */
export interface Random {
  /** A whole number from 0, below the bound. */
  below(bound: number): number;
  of<Item>(items: readonly Item[]): Item;
}

export function randomOf(seed: number): Random {
  let state = seed;
  const below = (bound: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
  return { below, of: (items) => items[below(items.length)] as (typeof items)[number] };
}
