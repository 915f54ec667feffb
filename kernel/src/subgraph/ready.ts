import { setTimeout as delay } from 'node:timers/promises';
import type { SubgraphEndpoint } from './endpoint.js';

const patienceMs = 2_000;

/** Whether a subgraph can answer now, its database included. One that does not say so in two seconds cannot. */
export async function isReady(endpoint: SubgraphEndpoint): Promise<boolean> {
  const waiting = new AbortController();
  const late = delay(patienceMs, false, { signal: waiting.signal }).catch(() => false);
  try {
    return await Promise.race([endpoint.isReady?.() ?? answers(endpoint), late]);
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
