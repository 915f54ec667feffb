import {
  type DocumentNode,
  GraphQLDirective,
  GraphQLNonNull,
  getDirectiveValues,
  getOperationAST,
  type OperationDefinitionNode,
} from 'graphql';
import { RequestError } from '../errors/request-error.js';
import { DateTime } from '../graph/scalars.js';

/** What every subgraph declares; the planner hands it on, with its variable, to each of them. */
export const asOfSdl = `"""
Answers as the graph stood at the end of a millisecond: every node, list and figure, merges included. What did not exist
then is null. An instant in the future is refused; the answer for one in the last ten seconds may still change.
"""
directive @asOf(
  """The instant."""
  at: DateTime!
) on QUERY`;

const directive = new GraphQLDirective({
  name: 'asOf',
  locations: [],
  args: { at: { type: new GraphQLNonNull(DateTime) } },
});

/**
 * The instant that an operation asks for, or null for the present.
 *
 * @throws RequestError `BAD_USER_INPUT` for one in the future, or that is no instant.
 */
export function instantOf(
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown> | undefined,
): Date | null {
  const operation = getOperationAST(document, operationName);
  if (!operation?.directives?.length) return null;
  const at = valueIn(operation, variables);
  if (at && at.getTime() > Date.now())
    throw new RequestError('BAD_USER_INPUT', `@asOf: ${at.toISOString()} has not come yet`);
  return at;
}

function valueIn(operation: OperationDefinitionNode, variables: Record<string, unknown> = {}): Date | null {
  // Here variables are as they came over the wire; graphql-js takes them as parsed ones.
  const given = Object.entries(variables).map(([name, value]) => [name, parsed(value)]);
  return (
    (getDirectiveValues(directive, operation, Object.fromEntries(given))?.at as Date | undefined) ?? null
  );
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return DateTime.parseValue(value);
  } catch {
    return value;
  }
}
