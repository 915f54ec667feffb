import { GraphQLError } from 'graphql';
import type { Logger } from '../log.js';
import { RequestError } from './request-error.js';

interface Circumstances {
  readonly service: string;
  readonly requestId: string;
  readonly logger: Logger;
}

/**
 * What a client may see of an error: refusals pass as they are; a database that cannot be reached is
 * `SUBGRAPH_UNAVAILABLE`; everything else is masked, and logged whole under the request's id.
 */
export function clientError(
  error: GraphQLError,
  { service, requestId, logger }: Circumstances,
): GraphQLError {
  const cause = error.originalError ?? error;
  if (cause instanceof RequestError || isBadVariable(error)) return error;
  if (isUnreachable(cause)) {
    logger.warn({ requestId, err: cause }, 'the database cannot be reached');
    return replaced(error, 'SUBGRAPH_UNAVAILABLE', `${service} cannot reach its database; try again`, {
      service,
    });
  }
  logger.error({ requestId, err: cause, path: error.path }, 'a request failed');
  const message = `Something went wrong on our side. Quote the request id ${requestId} when you report it`;
  return replaced(error, 'INTERNAL_SERVER_ERROR', message, { requestId });
}

function replaced(error: GraphQLError, code: string, message: string, details: object): GraphQLError {
  return new GraphQLError(message, {
    nodes: error.nodes,
    path: error.path,
    extensions: { ...details, code },
  });
}

/** graphql-js reports a variable that does not fit its type at the variable's definition, without a path or a code. */
function isBadVariable(error: GraphQLError): boolean {
  if (error.path || error.nodes?.[0]?.kind !== 'VariableDefinition') return false;
  error.extensions.code = 'BAD_USER_INPUT';
  return true;
}

function isUnreachable(cause: Error): boolean {
  const code =
    (cause as { code?: string }).code ??
    (cause as { driverError?: { code?: string } }).driverError?.code ??
    '';
  return (
    /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|57P0[123]|08...)$/.test(code) ||
    /^Connection terminated/.test(cause.message)
  );
}
