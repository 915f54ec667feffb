import { Directive } from 'type-graphql';

/** A value type that several subgraphs define alike. */
export function Shareable(): ClassDecorator {
  return Directive('@shareable') as ClassDecorator;
}

/** Tells cost analysis that `first` says how long a plain list can be. */
export function SlicedList(): PropertyDecorator & MethodDecorator {
  return Directive('@listSize(slicingArguments: ["first"])') as PropertyDecorator & MethodDecorator;
}

/** Tells cost analysis how long a plain list can be. */
export function BoundedList(most: number): PropertyDecorator & MethodDecorator {
  return Directive(`@listSize(assumedSize: ${most})`) as PropertyDecorator & MethodDecorator;
}
