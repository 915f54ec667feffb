import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
} from 'graphql';
import { mayExtension } from '../access/policy.js';
import type { Judged } from '../access/rule.js';
import { RequestError } from '../errors/request-error.js';
import type { Change } from '../history/change.js';
import type { FilterInput } from '../list/filter.js';
import type { ListArgs } from '../list/list-args.js';
import type { Request } from '../request/request.js';

/** Answers a function that throws for a field of the type that the actor may not see. */
type Hidden = (type: GraphQLObjectType, actor: Judged) => (fieldName: string) => void;

/**
 * What somebody may not see, they cannot find out by filtering or ordering a list by it either, and its past is left out
 * of `history`.
 */
export function keepListed(
  built: GraphQLObjectType,
  builtField: GraphQLField<unknown, unknown>,
  field: GraphQLField<unknown, Request>,
  hidden: Hidden,
): void {
  const { resolve = defaultFieldResolver } = field;
  const answered = getNamedType(builtField.type);
  const listed = isObjectType(answered) && answered.name.endsWith('Connection') ? nodeOf(answered) : null;
  if (listed && hasNeeds(listed))
    field.resolve = (source, given, request, info) => {
      const require = hidden(listed, request.actor);
      for (const name of namedIn(given as ListArgs)) require(name);
      return resolve(source, given, request, info);
    };
  if (builtField.name === 'history' && answered.name === 'Change' && hasNeeds(built))
    field.resolve = async (source, given, request, info) => {
      const require = hidden(built, request.actor);
      if (typeof given['property'] === 'string') require(given['property']);
      const changes = (await resolve(source, given, request, info)) as Change[];
      return changes.filter(({ property }) => isSeen(require, property));
    };
}

function nodeOf(connection: GraphQLObjectType): GraphQLObjectType | null {
  const node = getNamedType(connection.getFields()['nodes']?.type);
  return isObjectType(node) ? node : null;
}

function hasNeeds(type: GraphQLObjectType): boolean {
  return Object.values(type.getFields()).some(({ extensions }) => mayExtension in extensions);
}

/** The fields that a filter and an order speak of; an order names an amount by its property. */
function namedIn({ filter, orderBy }: ListArgs): string[] {
  return [
    ...filteredBy(filter),
    ...(orderBy ?? []).map(({ field }) => String(field ?? '').replace(/Units$/, '')),
  ];
}

function filteredBy(filter: FilterInput | null | undefined): string[] {
  return Object.entries(filter ?? {}).flatMap(([name, value]) =>
    name === 'and' || name === 'or'
      ? ((value ?? []) as FilterInput[]).flatMap(filteredBy)
      : name === 'not'
        ? filteredBy(value as FilterInput | null)
        : [name],
  );
}

function isSeen(require: (name: string) => void, property: string): boolean {
  try {
    require(property);
    return true;
  } catch (error) {
    if (error instanceof RequestError) return false;
    throw error;
  }
}
