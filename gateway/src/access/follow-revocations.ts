import { setTimeout as delay } from 'node:timers/promises';
import { gatewayActor, type Logger, type SubgraphEndpoint } from '@kith/kernel';
import type { ExecutionResult } from 'graphql';
import type { Revoked } from './revoked.js';

const query = 'subscription { revocations { kind id organizationId at } }';
const leastPauseMs = 50;
const mostPauseMs = 2_000;

interface Told {
  readonly revocations: { kind: string; id: string; organizationId: string | null; at: string };
}

/**
 * Hears what is revoked from the subgraph that says so, for as long as it takes. It is told first what was revoked within
 * the life of an access token, so that nothing is missed by who was away; while it is away, tokens hold until they expire.
 */
export function followRevocations(
  { subscribe }: SubgraphEndpoint,
  revoked: Revoked,
  logger: Logger,
): { stop(): void } {
  const ending = new AbortController();
  const { signal } = ending;
  let answers: AsyncIterableIterator<ExecutionResult> | undefined;
  const hear = async () => {
    const opened = await subscribe?.({ query }, { actor: gatewayActor, requestId: 'revocations' });
    if (!opened || !(Symbol.asyncIterator in opened)) throw new Error(JSON.stringify(opened?.errors));
    answers = opened;
    if (signal.aborted) return void (await opened.return?.());
    for await (const { data, errors } of opened) {
      if (errors) throw new Error(JSON.stringify(errors));
      const told = (data as unknown as Told | undefined)?.revocations;
      if (told) revoked.note({ ...told, at: new Date(told.at).getTime() });
    }
  };
  const follow = async () => {
    for (let pauseMs = leastPauseMs; !signal.aborted; pauseMs = Math.min(pauseMs * 2, mostPauseMs)) {
      const began = Date.now();
      await hear().catch((error: unknown) => {
        if (!signal.aborted) logger.warn({ err: error }, 'revocations are not heard; it tries again');
      });
      if (Date.now() - began > mostPauseMs) pauseMs = leastPauseMs;
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  };
  void follow();
  return {
    stop() {
      ending.abort();
      void answers?.return?.().catch(() => undefined);
    },
  };
}
