import { Directive } from 'type-graphql';

/** A value type that several subgraphs define alike. */
export function Shareable(): ClassDecorator {
  return Directive('@shareable') as ClassDecorator;
}
