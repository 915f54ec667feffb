import { setTimeout as delay } from 'node:timers/promises';
import { type Actor, createLogger } from '@kith/kernel';
import {
  createTokenKeys,
  nodeOwners,
  nodesEndpoint,
  nodesSdl,
  signAccessToken,
  startGateway,
} from '../src/index.js';
import { compose, readers, sdls, shelf } from './library.js';
import { loansSdl, openLoans } from './loans.js';
import { type RawSocket, rawSocket } from './raw-socket.js';

const actor: Actor = { userId: null, organizationId: null, role: 'OWNER', scopes: [] };
const initPatienceMs = 300;
export const loans = openLoans();
export let url: string;
export let sign: (ttlSeconds?: number) => Promise<string>;
let stop: () => Promise<void>;
export let replace: (supergraph: string, withinMs?: number) => void;
export let supergraphOf: (loansSdl: string) => Promise<string>;
const opened: RawSocket[] = [];
/** Whoever imports this file has a gateway over a subgraph with subscriptions, for as long as its tests run. */
beforeAll(async () => {
  const { privateKey, publicKey } = await createTokenKeys();
  const all = { ...sdls, loans: loansSdl };
  supergraphOf = (loans) => compose({ ...all, loans, nodes: nodesSdl(nodeOwners(all)) });
  const subgraphs = [shelf, readers, loans.endpoint];
  const gateway = await startGateway({
    supergraph: await supergraphOf(loansSdl),
    endpoints: [...subgraphs, nodesEndpoint(all, subgraphs)],
    accessTokenKey: publicKey,
    host: '127.0.0.1',
    port: 0,
    isProduction: false,
    logger: createLogger('test', 'silent'),
    initPatienceMs,
  });
  url = gateway.url;
  ({ stop, replace } = gateway);
  sign = (ttlSeconds) => signAccessToken(actor, privateKey, ttlSeconds);
});
afterEach(() => {
  for (const socket of opened.splice(0)) socket.close();
});
afterAll(() => stop());

export async function connect(protocol?: string | string[]): Promise<RawSocket> {
  const socket = await rawSocket(url, protocol);
  opened.push(socket);
  return socket;
}

export async function connectAs(token: string): Promise<RawSocket> {
  const socket = await connect();
  socket.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  expect(await socket.heard()).toEqual({ type: 'connection_ack' });
  return socket;
}

export const connected = async () => connectAs(await sign());

export async function until(is: () => boolean): Promise<void> {
  while (!is()) await delay(5);
}

/** Subscribes, and waits until the stream is there. */
export async function subscribed(socket: RawSocket, id: string, query: string, open = loans.open() + 1) {
  socket.say({ id, type: 'subscribe', payload: { query } });
  await until(() => loans.open() === open);
}

/** Asks something and waits for the answer: what was said before has been heard by then. */
export async function caughtUp(socket: RawSocket): Promise<void> {
  const mark = String(Math.random());
  socket.say({ type: 'ping', payload: { mark } });
  for (;;) {
    const at = socket.unheard.findIndex((message) => JSON.stringify(message).includes(mark));
    if (at >= 0) return void socket.unheard.splice(at, 1);
    await delay(5);
  }
}

export const lent = 'subscription { lent { number } }';
