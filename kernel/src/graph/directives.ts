import { Directive } from 'type-graphql';

/** A value type that several subgraphs define alike. */
export function Shareable(): ClassDecorator {
  return Directive('@shareable') as ClassDecorator;
}

/** Tells cost analysis how long a plain list can be. */
export function BoundedList(most: number): PropertyDecorator & MethodDecorator {
  return Directive(`@listSize(assumedSize: ${most})`) as PropertyDecorator & MethodDecorator;
}
