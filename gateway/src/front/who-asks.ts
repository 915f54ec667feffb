import type { IncomingHttpHeaders } from 'node:http';
import { RequestError, type SubgraphEndpoint, traceparentOf, verifyActorToken } from '@kith/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Vouched } from '../access/access-token.js';
import type { Revoked } from '../access/revoked.js';
import { cookieTokens } from '../access/session-cookies.js';
import { untilConsistent } from '../graph/consistency.js';
import type { GatewayContext } from '../graph/context.js';
import { gatewayName } from '../graph/graph-endpoint.js';
import type { Admit, Admitted } from '../subscriptions/socket-connection.js';
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
  const vouched = await vouchedOf(request, believe, request.id);
  const context = {
    ...whoIs(vouched),
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

/** Whose word about the actor is taken: a client's access token or API key, or a subgraph's actor token. */
export interface Believe {
  readonly accessToken: (token: string) => Promise<Vouched>;
  readonly apiKey: (key: string, requestId: string) => Promise<Vouched>;
  readonly revoked: Revoked;
  readonly actorTokenKey: Buffer | null;
}

/**
 * Who is asking, by whichever header says so; null for strangers. A cookie counts where nothing else is said: that it was no
 * other site that made the browser send it, the front has seen to.
 */
export async function vouchedOf(
  { headers }: { readonly headers: IncomingHttpHeaders },
  believe: Believe,
  requestId: string,
): Promise<Vouched | null> {
  const actorToken = headers['x-kith-actor'];
  if (typeof actorToken === 'string') return vouchedActor(actorToken, believe.actorTokenKey);
  const header = headers.authorization;
  const key = headers['x-api-key'];
  if (header === undefined && typeof key === 'string')
    return notRevoked(await believe.apiKey(key, requestId), believe);
  if (header === undefined) {
    const { access } = cookieTokens(headers);
    return access ? notRevoked(await believe.accessToken(access), believe) : null;
  }
  const token = bearerOf(header);
  if (!token)
    throw new RequestError('UNAUTHENTICATED', 'The authorization header must read `Bearer …`', {
      http: { status: 401 },
    });
  return notRevoked(await believe.accessToken(token), believe);
}

function notRevoked(vouched: Vouched, { revoked }: Believe): Vouched {
  if (!revoked.includes(vouched)) return vouched;
  throw new RequestError('UNAUTHENTICATED', revokedText, { http: { status: 401 } });
}

function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
}

const revokedText = 'The session has ended, or its rights have changed; refresh it, or sign in again';

/** How long a stream may go on that this opens: until it expires or is revoked. */
export function termOf(vouched: Vouched | null, { revoked }: Believe): Pick<Admitted, 'expiresAt' | 'watch'> {
  if (!vouched) return { expiresAt: null };
  return {
    expiresAt: vouched.expiresAt === Number.POSITIVE_INFINITY ? null : vouched.expiresAt,
    watch: (end) => revoked.watch(vouched, () => end(revokedText)),
  };
}

function whoIs(vouched: Vouched | null): Pick<GatewayContext, 'actor' | 'operations'> {
  return { actor: vouched?.actor ?? null, operations: vouched?.operations ?? null };
}

/** Lets connections in: what they say first stands for headers, and goes before them. */
export function admitting(believe: Believe, trustProxy: TrustProxy): Admit {
  return async (request, params) => {
    const { authorization = params['Authorization'], 'x-api-key': key } = params;
    const headers: IncomingHttpHeaders = {
      ...request.headers,
      ...(typeof key === 'string' && { 'x-api-key': key, authorization: undefined }),
      ...(typeof authorization === 'string' && { authorization }),
    };
    const requestId = requestIdOf(headers['x-request-id']);
    // Any page can open a socket, and its browser sends the cookies along; it says truly whose page it was.
    const cookie = headers.origin === undefined ? undefined : headers.cookie;
    const vouched = await vouchedOf({ headers: { ...headers, cookie } }, believe, requestId);
    const context = {
      ...whoIs(vouched),
      requestId,
      address: proxyAddress(request, trustProxy),
      userAgent: agentOf(headers),
      traceparent: traceparentOf(headers.traceparent),
    };
    return { context, ...termOf(vouched, believe) };
  };
}

/** What a client calls itself, in plain letters. */
export function agentOf({ 'user-agent': agent }: IncomingHttpHeaders): string | undefined {
  return agent?.replace(/[^ -~]/g, '').slice(0, mostAgentCharacters);
}

function vouchedActor(token: string, key: Buffer | null): Vouched {
  const actor = key && verifyActorToken(token, gatewayName, key);
  if (actor) return { actor, issuedAt: Date.now(), expiresAt: Number.POSITIVE_INFINITY };
  throw new RequestError('UNAUTHENTICATED', 'The actor token is forged or expired', {
    http: { status: 401 },
  });
}
