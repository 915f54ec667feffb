import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { RequestError } from '../errors/request-error.js';
import { Most } from '../graph/bounds.js';
import { defaultPage } from './connection.js';
import type { FilterFields, FilterInput } from './filter.js';
import { type OrderField, type OrderInput, orderInput } from './order.js';

const mostPage = 100;
const mostOrderSteps = 3;

/** Which page of a list is asked for. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many from the beginning; ${defaultPage} unless said, at most ${mostPage}.`,
  })
  readonly first?: number | null;
  @Field(() => String, { nullable: true, description: 'Only what stands behind this cursor.' })
  readonly after?: string | null;
  @Field(() => Int, { nullable: true, description: `How many from the end; at most ${mostPage}.` })
  readonly last?: number | null;
  @Field(() => String, { nullable: true, description: 'Only what stands before this cursor.' })
  readonly before?: string | null;
}

/** What every list takes. */
export interface ListArgs extends PageArgs {
  readonly filter?: FilterInput | null;
  readonly orderBy?: readonly OrderInput[] | null;
}

/** A page of a list, checked: how many, from which end, behind which cursor. */
export interface Page {
  readonly size: number;
  readonly isBackward: boolean;
  readonly cursor: string | null;
}

/**
 * @throws RequestError `BAD_USER_INPUT` when the page is too large, empty, or asked for from both ends.
 */
export function pageOf({ first, after, last, before }: PageArgs): Page {
  if (last != null && (first != null || after != null))
    refuse('`last` goes with `before`, not with `first` or `after`');
  if (before != null && (first != null || after != null))
    refuse('`before` goes with `last`, not with `first` or `after`');
  const size = first ?? last ?? defaultPage;
  if (size < 0 || size > mostPage) refuse(`A page holds at most ${mostPage}; ${size} were asked for`);
  const isBackward = last != null || before != null;
  return { size, isBackward, cursor: (isBackward ? before : after) ?? null };
}

function refuse(message: string): never {
  throw new RequestError('BAD_USER_INPUT', message);
}

export interface ListInputs {
  readonly Args: new () => ListArgs;
  readonly Filter: new () => FilterInput;
}

/** Makes `PersonFilter`, `PersonOrder` and the arguments of a list of persons. */
export function listInputs(
  typeName: string,
  filter: FilterFields,
  orderable: readonly OrderField[],
): ListInputs {
  const Filter = filterInput(typeName, filter);
  const Order = orderInput(typeName, orderable);
  class Args extends PageArgs implements ListArgs {}
  ArgsType()(Args);
  const add = (name: string, type: () => object, description: string) =>
    Field(type as () => never, { nullable: true, description })(Args.prototype, name);
  add('filter', () => Filter, 'Only what meets these conditions.');
  add(
    'orderBy',
    () => [Order],
    `In which order, the first step first; at most ${mostOrderSteps} steps. Ties are broken by id.`,
  );
  Most(mostOrderSteps)(Args.prototype, 'orderBy');
  return { Args, Filter };
}

function filterInput(typeName: string, fields: FilterFields): new () => FilterInput {
  class Filter implements FilterInput {
    readonly [name: string]: unknown;
  }
  InputType(`${typeName}Filter`, {
    description: `Conditions on a ${typeName}; all that are given must hold.`,
  })(Filter);
  const add = (name: string, type: () => object, description: string) =>
    Field(type as () => never, { nullable: true, description })(Filter.prototype, name);
  for (const [name, kind] of Object.entries(fields)) add(name, kind.input, `Conditions on ${name}.`);
  add('and', () => [Filter], 'All of these hold.');
  add('or', () => [Filter], 'At least one of these holds.');
  add('not', () => Filter, 'This does not hold.');
  return Filter;
}
