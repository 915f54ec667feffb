import type { Logger } from '../log.js';

export interface Rounds {
  /** There may be something to do. */
  wake(): void;
  /** Ends after the round that runs. */
  stop(): Promise<void>;
}

/** What to do in a round; answers true when there is more to do at once. */
type Round = () => Promise<boolean>;

/**
 * Runs rounds one after the other: when woken, and every `pollMs` in case a wake-up was lost. A round that fails is
 * logged and tried again at the next poll.
 */
export function rounds(name: string, pollMs: number, logger: Logger, round: Round): Rounds {
  const ending = new AbortController();
  let wake = Promise.withResolvers<void>();
  const pause = async () => {
    const timer = setTimeout(wake.resolve, pollMs);
    await wake.promise;
    clearTimeout(timer);
  };
  const run = async () => {
    while (!ending.signal.aborted) {
      wake = Promise.withResolvers();
      const isMore = await round().catch((error: unknown) => {
        if (!ending.signal.aborted) logger.warn({ err: error }, `${name} failed and will be tried again`);
        return null;
      });
      if (isMore === true) continue;
      if (isMore === null) wake = Promise.withResolvers();
      if (!ending.signal.aborted) await pause();
    }
  };
  const ended = run();
  return {
    wake: () => wake.resolve(),
    async stop() {
      ending.abort();
      wake.resolve();
      await ended;
    },
  };
}
