import { type Actor, createLogger, readConfiguration, type Uuid } from '@kith/kernel';
import { type LimitSettings, limitSettings, limitsOf } from '../../src/admission/limits.js';
import {
  askGraph,
  createTokenKeys,
  nodeOwners,
  nodesEndpoint,
  nodesSdl,
  type OpenGraph,
  openGraph,
  signAccessToken,
  startGateway,
} from '../../src/index.js';
import { compose, readers, sdls, shelf } from '../library.js';
import { type Loans, loansSdl, openLoans } from '../loans.js';
import { type RawSocket, rawSocket } from '../raw-socket.js';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  readonly body: any;
}

/** Asks a graph with limits of its own, as whoever is asking. */
export interface LimitedGraph {
  readonly graph: OpenGraph;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  askAs(who: Partial<Actor>, query: string): Promise<any>;
}

export async function openLimited(said: Partial<Record<keyof LimitSettings, string>>): Promise<LimitedGraph> {
  const graph = await openGraph({
    supergraph: await compose({ ...sdls, nodes: nodesSdl(nodeOwners(sdls)) }),
    endpoints: [shelf, readers, nodesEndpoint(sdls, [shelf, readers])],
    logger: createLogger('test', 'silent'),
    isProduction: true,
    limits: limits(said),
    redisUrl: said.REDIS_URL ?? null,
  });
  return {
    graph,
    askAs: (who, query) =>
      askGraph(graph, { query }, { actor: { ...member, ...who }, requestId: 'r', written: new Map() }),
  };
}

/** A gateway with limits of its own, over a small graph with subscriptions. */
export interface LimitedGateway {
  readonly url: string;
  readonly loans: Loans;
  post(body: unknown, headers?: Record<string, string>): Promise<Answered>;
  ask(query: string, token?: string, variables?: object): Promise<Answered>;
  /** A connection of whom the token is of. */
  connect(token: string): Promise<RawSocket>;
  tokenOf(who: Partial<Actor>): Promise<string>;
  stop(): Promise<void>;
}

const member: Actor = { userId: null, organizationId: null, role: 'OWNER', scopes: [] };

export const idOf = (number: number) => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}` as Uuid;

/** What is not said is as it is where nobody says anything. */
export function limits(said: Partial<Record<keyof LimitSettings, string>> = {}) {
  return limitsOf(readConfiguration(said, limitSettings));
}

export async function startLimited(
  said: Partial<Record<keyof LimitSettings, string>> = {},
  { isProduction = true, initPatienceMs = 10_000 } = {},
): Promise<LimitedGateway> {
  const { privateKey, publicKey } = await createTokenKeys();
  const loans = openLoans();
  const all = { ...sdls, loans: loansSdl };
  const subgraphs = [shelf, readers, loans.endpoint];
  const { url, stop } = await startGateway({
    supergraph: await compose({ ...all, nodes: nodesSdl(nodeOwners(all)) }),
    endpoints: [...subgraphs, nodesEndpoint(all, subgraphs)],
    accessTokenKey: publicKey,
    host: '127.0.0.1',
    port: 0,
    isProduction,
    logger: createLogger('test', 'silent'),
    limits: limits(said),
    redisUrl: said.REDIS_URL ?? null,
    initPatienceMs,
  });
  const opened: RawSocket[] = [];
  const post: LimitedGateway['post'] = async (body, headers = {}) => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };
  return {
    url,
    loans,
    post,
    ask: (query, token, variables) =>
      post({ query, variables }, token ? { authorization: `Bearer ${token}` } : {}),
    async connect(token) {
      const socket = await rawSocket(url);
      opened.push(socket);
      socket.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
      expect(await socket.heard()).toEqual({ type: 'connection_ack' });
      return socket;
    },
    tokenOf: (who) => signAccessToken({ ...member, ...who }, privateKey),
    async stop() {
      for (const socket of opened) socket.close();
      await stop();
    },
  };
}
