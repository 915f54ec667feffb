import type { IncomingHttpHeaders } from 'node:http';
import {
  type Actor,
  RequestError,
  type SubgraphEndpoint,
  traceparentOf,
  verifyActorToken,
} from '@kith/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { expiryOf } from '../access/access-token.js';
import { untilConsistent } from '../graph/consistency.js';
import type { GatewayContext } from '../graph/context.js';
import { gatewayName } from '../graph/graph-endpoint.js';
import type { Admit } from '../subscriptions/socket-connection.js';
import { requestIdOf } from './request-id.js';
import { proxyAddress, type TrustProxy } from './trust-proxy.js';

/** Aborts when the connection closes before the answer was sent. */
function leaving({ raw }: FastifyReply): AbortSignal {
  const left = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) left.abort(new RequestError('TIMEOUT', 'The client has left'));
  });
  return left.signal;
}

const mostAgentCharacters = 300;

/** What a request carries through the graph; it has waited for what its consistency token names. */
export async function contextOf(
  request: FastifyRequest,
  reply: FastifyReply,
  believe: Believe,
  endpoints: readonly SubgraphEndpoint[],
): Promise<GatewayContext> {
  const context = {
    actor: await actorOf(request, believe),
    requestId: request.id,
    address: request.ip,
    userAgent: agentOf(request.headers),
    traceparent: traceparentOf(request.headers.traceparent),
    written: new Map(),
    signal: leaving(reply),
    isInternal: request.headers['x-kith-actor'] !== undefined,
  };
  const token = request.headers['x-consistency'];
  if (typeof token !== 'string' || !context.actor?.organizationId) return context;
  await untilConsistent(endpoints, token, context);
  return { ...context, readsAnew: true };
}

/** Whose word about the actor is taken: a client's access token, or a subgraph's actor token. */
export interface Believe {
  readonly accessToken: (token: string) => Promise<Actor>;
  readonly actorTokenKey: Buffer | null;
}

async function actorOf(
  { headers }: Pick<FastifyRequest, 'headers'>,
  believe: Believe,
): Promise<Actor | null> {
  const vouched = headers['x-kith-actor'];
  if (typeof vouched === 'string') return vouchedActor(vouched, believe.actorTokenKey);
  const header = headers.authorization;
  if (header === undefined) return null;
  const token = bearerOf(header);
  if (!token)
    throw new RequestError('UNAUTHENTICATED', 'The authorization header must read `Bearer …`', {
      http: { status: 401 },
    });
  return believe.accessToken(token);
}

function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
}

/** When what the headers say of the actor holds no more; milliseconds since the epoch. */
export function expiresAt({ authorization }: IncomingHttpHeaders): number | null {
  const token = bearerOf(authorization);
  return token ? expiryOf(token) : null;
}

/** Lets connections in: what they say first stands for headers, and goes before them. */
export function admitting(believe: Believe, trustProxy: TrustProxy): Admit {
  return async (request, params) => {
    const { authorization = params['Authorization'] } = params;
    const headers =
      typeof authorization === 'string' ? { ...request.headers, authorization } : request.headers;
    const actor = await actorOf({ headers }, believe);
    const context = {
      actor,
      requestId: requestIdOf(headers['x-request-id']),
      address: proxyAddress(request, trustProxy),
      userAgent: agentOf(headers),
    };
    return { context, expiresAt: expiresAt(headers) };
  };
}

function agentOf({ 'user-agent': agent }: IncomingHttpHeaders): string | undefined {
  return agent?.replace(/[^ -~]/g, '').slice(0, mostAgentCharacters);
}

function vouchedActor(token: string, key: Buffer | null): Actor {
  const actor = key && verifyActorToken(token, gatewayName, key);
  if (actor) return actor;
  throw new RequestError('UNAUTHENTICATED', 'The actor token is forged or expired', {
    http: { status: 401 },
  });
}
