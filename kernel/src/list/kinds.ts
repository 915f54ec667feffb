import { Field, InputType } from 'type-graphql';
import {
  BooleanFilter,
  DateFilter,
  DateTimeFilter,
  DecimalFilter,
  IdFilter,
  IntFilter,
  StringFilter,
} from './operators.js';

/** What a filterable field is: the input that a client fills in, and the column that it speaks of. */
export interface FieldKind {
  /** The filter's input type. */
  readonly input: () => object;
  /** The entity's property, where it is not named as the filter's field. */
  readonly property?: string;
  /** Compared without upper and lower case: the column is stored in lower case. */
  readonly isLowerCase?: boolean;
  /** The type of the node that an id names. */
  readonly idType?: string;
}

const kind =
  (input: () => object) =>
  (property?: string): FieldKind => ({ input, property });

export const text = kind(() => StringFilter);
export const truth = kind(() => BooleanFilter);
export const whole = kind(() => IntFilter);
export const instant = kind(() => DateTimeFilter);
export const day = kind(() => DateFilter);
/** An exact number or money: the property holds ten-thousandths. */
export const decimal = kind(() => DecimalFilter);
/** A text that is stored in lower case, as e-mail addresses are. */
export const lowerCaseText = (property?: string): FieldKind => ({
  input: () => StringFilter,
  property,
  isLowerCase: true,
});
/** The id of a node of the given type. */
export const id = (typeName: string, property?: string): FieldKind => ({
  input: () => IdFilter,
  property,
  idType: typeName,
});

const choiceInputs = new Map<object, object>();

/** A value of an enum; the enum must be registered under the name given. */
export function choice(name: string, values: object, property?: string): FieldKind {
  const input = choiceInput(name, values);
  return { input: () => input, property };
}

function choiceInput(name: string, values: object): object {
  const known = choiceInputs.get(values);
  if (known) return known;
  class ChoiceFilter {}
  InputType(`${name}Filter`, { description: `Conditions on a ${name}; all that are given must hold.` })(
    ChoiceFilter,
  );
  const add = (field: string, type: () => object, description: string) =>
    Field(type as () => never, { nullable: true, description })(ChoiceFilter.prototype, field);
  add('eq', () => values, 'Is this.');
  add('ne', () => values, 'Is not this.');
  add('in', () => [values], 'Is one of these; at most 100.');
  add('isNull', () => Boolean, 'Has no value (true), or has one (false).');
  choiceInputs.set(values, ChoiceFilter);
  return ChoiceFilter;
}
