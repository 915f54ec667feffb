import type { Server } from 'node:http';
import { type ExecutionArgs, GraphQLError, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { verifyActorToken } from '../access/actor-token.js';
import { RequestError } from '../errors/request-error.js';
import type { RequestOrigin, SubgraphEndpoint, SubgraphRequest } from './endpoint.js';

/** A document with its variables stays far below. */
const mostMessageBytes = 1024 * 1024;

type Params = Readonly<Record<string, unknown>>;

/** What travels through graphql-ws between its asking what is asked for and its asking for the answer. */
interface Asked {
  readonly request: SubgraphRequest;
  readonly origin: RequestOrigin;
}

/**
 * Serves `graphql-transport-ws` at `/graphql`. The payload of `connection_init` holds what requests have in their headers:
 * `x-kith-actor`, without which the connection is closed, and `x-request-id`, `x-kith-address`, `x-kith-user-agent`. An operation
 * of somebody else than the connection's actor holds them in its `extensions`.
 */
export function serveSubscriptions(
  server: Server,
  { name, execute, subscribe }: SubgraphEndpoint,
  { key }: { readonly key: Buffer },
): { stop(): Promise<void> } | null {
  if (!subscribe) return null;
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: mostMessageBytes });
  const served = useServer<Params, { origin?: RequestOrigin }>(
    {
      onConnect({ connectionParams = {}, extra }) {
        const origin = originOf(connectionParams, name, key);
        if (!origin) return false;
        extra.origin = origin;
        return true;
      },
      onSubscribe({ extra }, _, { query, variables, operationName, extensions = {} }) {
        try {
          const marks = extensions?.['marks'] === true;
          const request = {
            query,
            variables: variables ?? undefined,
            operationName: operationName ?? undefined,
            extensions: { marks },
          };
          const isOwn = extensions?.['x-kith-actor'] === undefined;
          const origin = isOwn ? extra.origin : originOf(extensions ?? {}, name, key);
          if (!origin) return [refusedToken];
          const contextValue: Asked = { request, origin };
          // The endpoint has the schema, and checks; here it is only looked what kind of operation it is.
          return { document: parse(query), operationName, contextValue } as unknown as ExecutionArgs;
        } catch (error) {
          const { message } = error as Error;
          return [new GraphQLError(message, { extensions: { code: 'GRAPHQL_PARSE_FAILED' } })];
        }
      },
      execute: ({ contextValue }) => execute((contextValue as Asked).request, (contextValue as Asked).origin),
      subscribe: ({ contextValue }) =>
        subscribe((contextValue as Asked).request, (contextValue as Asked).origin),
    },
    sockets,
  );
  return { stop: async () => served.dispose() };
}

const refusedToken = new RequestError(
  'UNAUTHENTICATED',
  'The actor token is forged, expired or meant for another subgraph',
);

function originOf(params: Params, name: string, key: Buffer): RequestOrigin | null {
  const text = (header: string) => (typeof params[header] === 'string' ? params[header] : undefined);
  const actor = verifyActorToken(text('x-kith-actor') ?? '', name, key);
  return (
    actor && {
      actor,
      requestId: text('x-request-id') ?? 'none',
      address: text('x-kith-address'),
      userAgent: text('x-kith-user-agent'),
    }
  );
}
