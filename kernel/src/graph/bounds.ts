import { mark } from './marks.js';

/** Bounds of whatever a client sends, where an input field states none of its own. */
export const defaultBounds = { items: 250, characters: 5_000 } as const;

/** The most items of a list, or characters of a text, that this field of an input takes. */
export function Most(bound: number): PropertyDecorator {
  return mark('kithMost', bound);
}
