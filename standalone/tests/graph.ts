import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { signAccessToken } from '@kith/gateway';
import type { Actor } from '@kith/kernel';

/** What the running graph answers, as it came over the wire. */
export interface GraphAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  readonly data: any;
  readonly extensions?: {
    readonly consistency?: string;
    readonly cost?: { readonly requested: number; readonly actual: number };
  };
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
}

export type AskGraph = (query: string, variables?: Record<string, unknown>) => Promise<GraphAnswer>;

const patienceMs = 300_000;

/** Whoever imports this file waits for the running graph, until the demo is in it. */
beforeAll(async () => {
  const ready = process.env.KITH_TEST_READY as string;
  while (!existsSync(ready)) await delay(50);
  expect(readFileSync(ready, 'utf8')).toBe('');
}, patienceMs);

export const graphUrl = () => process.env.KITH_TEST_GRAPH as string;

const read = (file: string) =>
  JSON.parse(readFileSync(path.join(process.env.KITH_TEST_DATA as string, file), 'utf8'));

/** Where the running graph's Postgres is, as one of its roles. */
export function graphDatabaseUrl(role: string): string {
  const socket = path.join(process.env.KITH_TEST_DATA as string, 'postgres', 'socket');
  return `postgresql://${role}@/kith?host=${encodeURIComponent(socket)}`;
}

/** The actor behind a demo user. */
export function demoActor(email: string): Actor {
  return read('demo-users.json')[email];
}

export function sign(actor: Actor, ttlSeconds?: number): Promise<string> {
  return signAccessToken(actor, read('access-token-key.json').privateKey, ttlSeconds);
}

/** Asks the running graph over HTTP as a demo user. */
export function as(email: string): AskGraph {
  return async (query, variables) =>
    askWith({ authorization: `Bearer ${await sign(demoActor(email))}` }, { query, variables });
}

export async function askWith(headers: Record<string, string>, body: object): Promise<GraphAnswer> {
  const response = await fetch(`${graphUrl()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Omit<GraphAnswer, 'status'>;
  const { requested = 0, actual = 0 } = answer.extensions?.cost ?? {};
  if (actual > requested)
    throw new Error(`cost ${actual}, and ${requested} was the estimate: ${JSON.stringify(body)}`);
  return { status: response.status, ...answer };
}
