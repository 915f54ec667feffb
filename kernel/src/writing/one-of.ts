import { RequestError } from '../errors/request-error.js';
import { userError } from '../errors/user-error.js';

/**
 * The one member of a `by` that is given. Composition does not keep `@oneOf`, so the rule is held here.
 *
 * @throws RequestError `BAD_USER_INPUT` when none or several are given.
 */
export function theOneOf<By extends object>(
  by: By,
): { [Key in keyof By]-?: [Key, NonNullable<By[Key]>] }[keyof By] {
  const given = Object.entries(by).filter(([, value]) => value !== null && value !== undefined);
  if (given.length !== 1)
    throw new RequestError(
      'BAD_USER_INPUT',
      `Give exactly one of ${Object.keys(by).join(', ') || 'the keys'} in \`by\``,
    );
  return given[0] as never;
}

/** Refuses a text that is empty or only blanks. */
export function requireText(value: string | null | undefined, path: string): string {
  const trimmed = value?.trim();
  if (!trimmed) throw userError('REQUIRED', `${path} must not be empty`, [path]);
  return trimmed;
}
