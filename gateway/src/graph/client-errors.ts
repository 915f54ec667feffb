import { randomUUID } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { announceToldError, type ErrorCode, errorCodes, type Logger } from '@kith/kernel';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from './context.js';

/** All but that of what is masked: Apollo gives it to every error without a code. */
const known = new Set<string>(errorCodes.filter((code) => code !== 'INTERNAL_SERVER_ERROR'));

/** Codes of Apollo's own that mean one of ours. */
const renamed: ReadonlyMap<string, ErrorCode> = new Map([
  ['BAD_REQUEST', 'BAD_USER_INPUT'],
  ['OPERATION_RESOLUTION_FAILURE', 'BAD_USER_INPUT'],
  ['PERSISTED_QUERY_NOT_SUPPORTED', 'OPERATION_NOT_ALLOWED'],
]);

export interface ClientErrors {
  readonly formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
  readonly plugin: ApolloServerPlugin<GatewayContext>;
  /** The same for an answer that was not given by Apollo Server. */
  readonly errorsOf: (errors: readonly GraphQLError[], requestId: string) => GraphQLFormattedError[];
}

/**
 * What a client sees of an error: a code of the closed list, and for the rest a mask with the request's id; the log has
 * the whole. What a subgraph masked and logged passes as it is.
 */
export function clientErrors(logger: Logger, isProduction: boolean): ClientErrors {
  // Apollo's formatError is not told of the request.
  const requestIds = new WeakMap<object, string>();
  const formatError = (
    { message, locations, path, extensions = {} }: GraphQLFormattedError,
    error: unknown,
  ) => {
    const { stacktrace, serviceName, http, ...details } = extensions as Record<string, unknown>;
    const given = String(details.code ?? '');
    const code = known.has(given) ? given : renamed.get(given);
    announceToldError(code ?? 'INTERNAL_SERVER_ERROR');
    if (code) {
      const said = isProduction ? withoutSuggestion(message) : message;
      return { message: said, locations, path, extensions: { ...details, code } };
    }
    if (isMaskedBySubgraph(extensions)) return { message, locations, path, extensions: details };
    const requestId = requestIds.get(error as object) ?? randomUUID();
    logger.error({ err: unwrapResolverError(error), requestId, path }, 'a request failed');
    return { ...masked(requestId), locations, path };
  };
  return {
    formatError,
    errorsOf: (errors, requestId) =>
      errors.map((error) => {
        requestIds.set(error, requestId);
        const extensions = { ...error.extensions, code: error.extensions.code ?? 'INTERNAL_SERVER_ERROR' };
        return formatError({ ...error.toJSON(), extensions }, error);
      }),
    plugin: {
      async requestDidStart({ contextValue: { requestId } }) {
        return {
          async didEncounterErrors({ errors }) {
            for (const error of errors) requestIds.set(error, requestId);
          },
        };
      },
    },
  };
}

/** In production nobody is told names of the schema that they did not know: `Did you mean "email"?` */
function withoutSuggestion(message: string): string {
  return message.replace(/ ?Did you mean [^?]+\?/g, '');
}

/** Apollo gives `INTERNAL_SERVER_ERROR` to every error without a code; only a subgraph adds the request's id. */
function isMaskedBySubgraph({ code, serviceName, requestId }: Record<string, unknown>): boolean {
  return code === 'INTERNAL_SERVER_ERROR' && serviceName !== undefined && typeof requestId === 'string';
}

/** An error of ours without anything of what it was. */
export function masked(requestId: string): GraphQLFormattedError {
  return {
    message: `Something went wrong on our side. Quote the request id ${requestId} when you report it`,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
  };
}
