import { setTimeout as delay } from 'node:timers/promises';
import type { SubgraphEndpoint } from './endpoint.js';

const patienceMs = 2_000;

/** Whether a subgraph can answer now, its database included. One that does not say so in two seconds cannot. */
export function isReady(endpoint: SubgraphEndpoint): Promise<boolean> {
  return saysSoInTime(() => endpoint.isReady?.() ?? answers(endpoint));
}

/** Whether a subgraph's events move now. It serves requests all the same. */
export function hasBus(endpoint: SubgraphEndpoint): Promise<boolean> {
  return saysSoInTime(() => endpoint.hasBus?.() ?? Promise.resolve(true));
}

async function saysSoInTime(ask: () => Promise<boolean>): Promise<boolean> {
  const waiting = new AbortController();
  const late = delay(patienceMs, false, { signal: waiting.signal }).catch(() => false);
  try {
    return await Promise.race([ask(), late]);
  } catch {
    return false;
  } finally {
    waiting.abort();
  }
}

async function answers(endpoint: SubgraphEndpoint): Promise<boolean> {
  const asked = await endpoint.execute({ query: '{ __typename }' }, { actor: null, requestId: 'ready' });
  return asked.data != null;
}
