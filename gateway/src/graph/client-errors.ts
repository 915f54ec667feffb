import { unwrapResolverError } from '@apollo/server/errors';
import type { ErrorCode, Logger } from '@kith/kernel';
import type { GraphQLFormattedError } from 'graphql';

const known = new Set<string>([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
  'OPERATION_NOT_ALLOWED',
  'COST_LIMIT_EXCEEDED',
  'RATE_LIMITED',
  'CONFLICT',
  'IDEMPOTENCY_KEY_REUSED',
  'FEATURE_DISABLED',
  'SUBGRAPH_UNAVAILABLE',
  'TIMEOUT',
  'INTERNAL_SERVER_ERROR',
] satisfies ErrorCode[]);

/** Codes of Apollo's own that mean one of ours. */
const renamed: Readonly<Record<string, ErrorCode>> = {
  BAD_REQUEST: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'OPERATION_NOT_ALLOWED',
};

/** What a client sees of an error: a code of the closed list, and for the rest a mask; the log has the whole. */
export function clientErrors(
  logger: Logger,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return ({ message, locations, path, extensions = {} }, error) => {
    const { stacktrace, serviceName, http, ...details } = extensions as Record<string, unknown>;
    const given = String(details.code ?? '');
    const code = known.has(given) ? given : renamed[given];
    if (code) return { message, locations, path, extensions: { ...details, code } };
    const errorId = crypto.randomUUID();
    logger.error({ err: unwrapResolverError(error), errorId, path }, 'a request failed');
    const masked = `Something went wrong on our side. Quote the error id ${errorId} when you report it`;
    return { message: masked, locations, path, extensions: { code: 'INTERNAL_SERVER_ERROR', errorId } };
  };
}
