import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
} from 'graphql';
import type { Database } from '../database/database.js';
import { clientError } from '../errors/client-error.js';
import { RequestError } from '../errors/request-error.js';
import { instantOf } from '../history/as-of.js';
import type { Logger } from '../log.js';
import { Request } from '../request/request.js';
import { subgraphAnswers } from '../telemetry/channels.js';
import { executeCompiled } from './compiled.js';
import { documentChecker } from './documents.js';
import type { RequestOrigin, SubgraphEndpoint, SubgraphRequest } from './endpoint.js';
import { selectedProperties } from './selected-properties.js';

interface Executable {
  readonly name: string;
  readonly schema: GraphQLSchema;
}

interface Premises {
  readonly database: Database;
  readonly means: object;
  readonly logger: Logger;
}

/** Makes a subgraph's `execute`: one request, one actor, one snapshot of the database. */
export function executor({ name, schema }: Executable, premises: Premises): SubgraphEndpoint['execute'] {
  const { logger } = premises;
  const check = documentChecker(schema);
  const answer: SubgraphEndpoint['execute'] = async (request, origin, signal) => {
    const checked = check(request.query);
    if ('errors' in checked) return invalid(checked.errors);
    if (!origin.actor && asksForMoreThanItsName(checked.document)) return unauthenticated(name);
    const result = await run(schema, checked.document, request, origin, premises, signal);
    if (!result.errors) return result;
    const mask = (error: GraphQLError) =>
      clientError(error, { service: name, requestId: origin.requestId, logger });
    return { ...result, errors: result.errors.map(mask) };
  };
  return (request, origin, signal) =>
    subgraphAnswers.during({ service: name, origin }, () => answer(request, origin, signal));
}

/** The answer to a document that does not fit the schema. */
export function invalid(errors: readonly GraphQLError[]): ExecutionResult {
  return { errors: errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) };
}

/** The answer to who shows no actor token. */
export function unauthenticated(name: string): ExecutionResult {
  const message = `The subgraph ${name} answers only who shows an actor token`;
  return { errors: [new RequestError('UNAUTHENTICATED', message)] };
}

const nobody = { userId: null, organizationId: null, role: null, scopes: [] };

async function run(
  schema: GraphQLSchema,
  document: DocumentNode,
  { variables, operationName }: SubgraphRequest,
  { actor, ...origin }: RequestOrigin,
  { database, means }: Premises,
  signal: AbortSignal | undefined,
): Promise<ExecutionResult> {
  const asOf = instantOf(document, operationName, variables);
  const request = new Request(
    database,
    { ...origin, actor: actor ?? nobody, asOf: asOf && endOf(asOf) },
    means,
    selectedProperties(schema, document),
  );
  let cancelled: Promise<void> | undefined;
  const cancel = () => {
    cancelled = request.cancel();
  };
  // What was begun to be written is written whole.
  const isRead = getOperationAST(document, operationName)?.operation === 'query';
  if (isRead) signal?.addEventListener('abort', cancel);
  try {
    const result = await executeCompiled({
      schema,
      document,
      contextValue: request,
      variableValues: variables,
      operationName,
    });
    // What fails because it was called off is nobody's failure.
    if (cancelled) return { errors: [new RequestError('TIMEOUT', 'Who asked waits no more')] };
    const { positions } = request;
    return positions ? { ...result, extensions: { ...result.extensions, consistency: positions } } : result;
  } finally {
    signal?.removeEventListener('abort', cancel);
    await cancelled;
    await request.end();
  }
}

/** An instant means the end of its millisecond, which is as exact as instants are told. */
function endOf(instant: Date): Date {
  return new Date(instant.getTime() + 1);
}

/** Health checks ask for `__typename`, composition for `_service`; anything else needs an actor. */
function asksForMoreThanItsName(document: DocumentNode): boolean {
  return document.definitions.some(
    (definition) =>
      definition.kind === 'OperationDefinition' &&
      definition.selectionSet.selections.some(
        (selection) =>
          selection.kind !== 'Field' || !['__typename', '_service'].includes(selection.name.value),
      ),
  );
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, { nodes: error.nodes, extensions: { ...error.extensions, code } });
}
