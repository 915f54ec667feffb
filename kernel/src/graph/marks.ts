import type { ASTNode, DirectiveNode } from 'graphql';
import { Directive } from 'type-graphql';

/**
 * Notes for `federate` on a field of a type or an input: of which type its ids are, how much it takes, and what it needs. They are
 * directives because TypeGraphQL hands those down to subclasses, extensions of inputs it does not; `federate` reads them
 * and leaves them out of what is published.
 */
export type Mark = 'kithId' | 'kithMost' | 'kithNeeds';

export function mark(name: Mark, value: string | number): PropertyDecorator {
  return Directive(`@${name}(is: ${JSON.stringify(value)})`) as PropertyDecorator;
}

/** The value of a mark, as it was written. */
export function readMark(node: ASTNode | null | undefined, name: Mark): string | undefined {
  const { directives } = (node ?? {}) as { directives?: readonly DirectiveNode[] };
  const value = directives?.find((directive) => directive.name.value === name)?.arguments?.[0]?.value;
  return value && 'value' in value ? String(value.value) : undefined;
}

export function withoutMarks(sdl: string): string {
  return sdl.replace(/ @kith(Id|Most|Needs)\([^)]*\)/g, '');
}
