import { mark } from './marks.js';

/**
 * The columns that a getter or a resolver of a field looks at, beside the id. Where all selected fields of a type say so,
 * or are columns themselves, no other columns are read; a field with a getter or resolver that says nothing needs them all.
 */
export function Needs(...properties: string[]): PropertyDecorator {
  return mark('kithNeeds', properties.join(' '));
}
