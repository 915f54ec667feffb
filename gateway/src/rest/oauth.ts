import { gatewayActor, RequestError, type SubgraphEndpoint } from '@kith/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authPath, type SessionTokens, setCookies } from '../access/session-cookies.js';
import { agentOf } from '../front/who-asks.js';
import type { OpenGraph } from '../graph/open-graph.js';
import { clearedState, setState, stateOf } from './oauth-state.js';

const begin = `mutation ($provider: String!, $returnTo: String!) {
  beginOAuth(provider: $provider, returnTo: $returnTo) { url state } }`;

const finish = `mutation ($state: String!, $query: String!) {
  finishOAuth(state: $state, query: $query) { returnTo ticket refusal
    tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt } } }`;

interface Finished {
  readonly returnTo: string;
  readonly ticket: string | null;
  readonly refusal: string | null;
  readonly tokens: SessionTokens | null;
}

export interface OAuthOptions {
  readonly graph: Pick<OpenGraph, 'admission' | 'engine'>;
  readonly accounts: SubgraphEndpoint;
}

/**
 * `GET /api/v1/auth/oauth/:provider` sends a browser to a provider; it comes back to `…/callback`, and goes on to the path
 * `returnTo`: with cookies, or with `?ticket=` for `completeSignIn`, or with `?refusal=` and a code.
 */
export function addOAuth(app: FastifyInstance, { graph, accounts }: OAuthOptions): void {
  const ask = askingAccounts(graph, accounts);
  app.get<{ Params: { provider: string }; Querystring: { returnTo?: unknown } }>(
    `${authPath}/oauth/:provider`,
    async (request, reply) => {
      const { provider } = request.params;
      const { returnTo } = request.query;
      const variables = { provider, returnTo: typeof returnTo === 'string' ? returnTo : '/' };
      const { beginOAuth } = await ask<{ beginOAuth: { url: string; state: string } }>(
        request,
        begin,
        variables,
      );
      return reply.header('set-cookie', setState(beginOAuth.state)).redirect(beginOAuth.url, 303);
    },
  );
  app.get(`${authPath}/oauth/:provider/callback`, async (request, reply) => {
    const kept = stateOf(request.headers);
    const query = new URL(request.url, 'http://here').search;
    const isTheirs = kept !== null && new URLSearchParams(query).get('state') === kept;
    // Somebody else's answer: whoever came was led here, and would be signed in as another.
    if (!isTheirs) return reply.redirect('/?refusal=EXPIRED', 303);
    const { finishOAuth } = await ask<{ finishOAuth: Finished }>(request, finish, {
      state: kept,
      query,
    });
    const { returnTo, tokens, ticket, refusal } = finishOAuth;
    void reply.header('set-cookie', [clearedState(), ...(tokens ? setCookies(tokens) : [])]);
    const next = new URL(returnTo, 'http://here');
    if (ticket) next.searchParams.set('ticket', ticket);
    if (refusal) next.searchParams.set('refusal', refusal);
    return reply
      .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      .redirect(`${next.pathname}${next.search}${next.hash}`, 303);
  });
}

/** Asks what gateways alone may ask, for a stranger, who is counted as any. */
function askingAccounts({ admission, engine }: OAuthOptions['graph'], accounts: SubgraphEndpoint) {
  return async <Data>(
    { id: requestId, ip: address, headers }: FastifyRequest,
    query: string,
    variables: Record<string, unknown>,
  ): Promise<Data> => {
    const client = { requestId, address, userAgent: agentOf(headers) };
    await admission.enter({ ...client, actor: null }, engine());
    const { data, errors } = await accounts.execute({ query, variables }, { ...client, actor: gatewayActor });
    const [error] = errors ?? [];
    if (error) {
      const { code = 'INTERNAL_SERVER_ERROR' } = error.extensions as {
        code?: RequestError['extensions']['code'];
      };
      throw new RequestError(code as 'NOT_FOUND', error.message);
    }
    return data as Data;
  };
}
