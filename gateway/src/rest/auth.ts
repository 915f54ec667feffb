import type { SubgraphEndpoint } from '@kith/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { authPath, cookieTokens, type SessionTokens, setCookies } from '../access/session-cookies.js';
import { agentOf, type Believe, vouchedOf } from '../front/who-asks.js';
import type { GatewayContext } from '../graph/context.js';
import { askGraph } from '../graph/graph-endpoint.js';
import type { OpenGraph } from '../graph/open-graph.js';
import { openMutations } from '../graph/refuse-strangers.js';
import { sendErrors, sendUserErrors, succeeded, type UserError } from './envelope.js';
import { addOAuth } from './oauth.js';

export interface AuthOptions {
  readonly graph: OpenGraph;
  readonly believe: Believe;
  /** The way to the subgraph that knows accounts, for what only gateways ask of it. */
  readonly accounts: SubgraphEndpoint | undefined;
}

/** A route, and the mutation that it runs: the body is the mutation's input. */
interface Route {
  readonly method: 'POST' | 'DELETE';
  readonly path: string;
  readonly mutation: string;
  readonly selection: string;
  /** The status of a mistake that the sender can mend; 400 unless said. */
  readonly mistake?: number;
}

const tokens = 'tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt }';

const routes: readonly Route[] = [
  { method: 'POST', path: '/register', mutation: 'register', selection: 'email' },
  { method: 'POST', path: '/verify-email', mutation: 'verifyEmail', selection: tokens },
  { method: 'POST', path: '/sign-in', mutation: 'signIn', selection: tokens, mistake: 401 },
  {
    method: 'POST',
    path: '/complete-sign-in',
    mutation: 'completeSignIn',
    selection: tokens,
    mistake: 401,
  },
  { method: 'POST', path: '/refresh', mutation: 'refreshSession', selection: tokens },
  { method: 'POST', path: '/sign-out', mutation: 'signOut', selection: 'isSignedOut' },
  { method: 'POST', path: '/request-password-reset', mutation: 'requestPasswordReset', selection: 'email' },
  { method: 'POST', path: '/reset-password', mutation: 'resetPassword', selection: 'isChanged' },
  { method: 'POST', path: '/change-password', mutation: 'changePassword', selection: 'isChanged' },
  {
    method: 'POST',
    path: '/second-factor',
    mutation: 'startSecondFactor',
    selection: 'uri secret',
  },
  {
    method: 'POST',
    path: '/second-factor/confirm',
    mutation: 'confirmSecondFactor',
    selection: 'recoveryCodes',
  },
  {
    method: 'POST',
    path: '/second-factor/remove',
    mutation: 'removeSecondFactor',
    selection: 'isRemoved',
  },
  { method: 'DELETE', path: '/sessions/:id', mutation: 'endSession', selection: 'endedId' },
];

const sessions =
  '{ sessions(first: 100) { nodes { id address userAgent createdAt lastUsedAt expiresAt } totalCount } }';

/**
 * Accounts under `/api/v1/auth`: what the mutations do, for who would rather not write GraphQL. A browser that sends
 * `x-kith-session: cookie` when it signs in gets its tokens as cookies, which its pages cannot read, and never in a body.
 */
export function addAuth(app: FastifyInstance, options: AuthOptions): void {
  void app.register(async (scope) => {
    scope.setErrorHandler((error, _, reply) => {
      if (error instanceof GraphQLError) return sendErrors(reply, [error]);
      throw error;
    });
    addRoutes(scope, options);
    const { graph, accounts } = options;
    if (accounts) addOAuth(scope, { graph, accounts });
  });
}

function addRoutes(app: FastifyInstance, { graph, believe }: AuthOptions): void {
  for (const route of routes) {
    const text = documentOf(route);
    app.route({
      method: route.method,
      url: `${authPath}${route.path}`,
      async handler(request, reply) {
        void reply.header('cache-control', 'no-store');
        const context = await contextOf(request, believe, openMutations.has(route.mutation));
        const input = inputOf(route, request);
        const { data, errors, extensions } = await askGraph(
          graph,
          { query: text, variables: { input } },
          context,
        );
        const isByCookie = wantsCookies(request);
        if (errors) {
          if (isByCookie && route.mutation === 'refreshSession')
            void reply.header('set-cookie', setCookies(null));
          return sendErrors(reply, errors);
        }
        const { userErrors, ...answer } = (data as Record<string, Answer>)[route.mutation] as Answer;
        if (userErrors.length > 0) return sendUserErrors(reply, userErrors, route.mistake);
        const { consistency } = (extensions ?? {}) as { consistency?: string };
        if (consistency) void reply.header('x-consistency', consistency);
        if (route.mutation === 'signOut' && isByCookie) void reply.header('set-cookie', setCookies(null));
        return reply.send(succeeded(isByCookie && answer.tokens ? inCookies(reply, answer.tokens) : answer));
      },
    });
  }
  app.get(`${authPath}/sessions`, async (request, reply) => {
    const { data, errors } = await askGraph(
      graph,
      { query: sessions },
      await contextOf(request, believe, false),
    );
    if (errors) return sendErrors(reply, errors);
    const { nodes, totalCount } = (data as { sessions: { nodes: unknown[]; totalCount: number } }).sessions;
    const pagination = { page: 1, limit: 100, total: totalCount, totalPages: Math.ceil(totalCount / 100) };
    return reply.send({ ...succeeded(nodes), pagination });
  });
}

interface Answer {
  readonly userErrors: readonly UserError[];
  readonly tokens?: SessionTokens;
}

function documentOf({ mutation, selection }: Route): string {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
  return `mutation ($input: ${type}) { ${mutation}(input: $input) { ${selection} userErrors { code message path } } }`;
}

/** What is open to strangers is answered whatever token came along: it may be the one that has expired. */
async function contextOf(
  request: FastifyRequest,
  believe: Believe,
  isOpen: boolean,
): Promise<GatewayContext> {
  const vouched = await vouchedOf(request, believe, request.id).catch((error: unknown) => {
    if (isOpen) return null;
    throw error;
  });
  const { id: requestId, ip: address, headers } = request;
  return {
    actor: vouched?.actor ?? null,
    requestId,
    address,
    userAgent: agentOf(headers),
    written: new Map(),
  };
}

/** A browser's refresh token stands in its cookie. */
function inputOf({ mutation }: Route, { body, params, headers }: FastifyRequest): object {
  const given = { ...(body as object | null | undefined), ...(params as object | undefined) };
  if (mutation !== 'refreshSession' && mutation !== 'signOut') return given;
  const { refresh } = cookieTokens(headers);
  return refresh === undefined ? given : { refreshToken: refresh, ...given };
}

function wantsCookies({ headers, body }: FastifyRequest): boolean {
  if (headers['x-kith-session'] === 'cookie') return true;
  const isTold = (body as { refreshToken?: unknown } | null | undefined)?.refreshToken !== undefined;
  return !isTold && cookieTokens(headers).refresh !== undefined;
}

function inCookies(reply: FastifyReply, found: SessionTokens): object {
  void reply.header('set-cookie', setCookies(found));
  return {
    accessTokenExpiresAt: found.accessTokenExpiresAt,
    refreshTokenExpiresAt: found.refreshTokenExpiresAt,
  };
}
