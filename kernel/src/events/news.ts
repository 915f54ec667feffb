import type { Database } from '../database/database.js';
import { listen } from '../database/listen.js';
import type { Logger } from '../log.js';

/** In which organizations something was written, or about which topics, by whichever process of a subgraph. */
export interface News {
  /** Calls `listener` until the answer is called. Whoever listens also looks by itself now and then. */
  on(listener: (about: string) => void): () => void;
  stop(): Promise<void>;
}

/** For how long what is told to others is gathered, so that writers at full speed do not notify each time. */
const gatherMs = 20;

/** The news of this process and, where there is a URL for listening, of the others. */
export function newsOf(database: Database, url: string | undefined, logger: Logger): News {
  const listeners = new Set<(about: string) => void>();
  const spread = (about: string) => {
    for (const listener of listeners) listener(about);
  };
  const channel = `kith_news_${database.schema}`;
  const ear = url ? listen({ url, channel, hear: spread, logger }) : null;
  const untold = new Set<string>();
  const tell = () => {
    ear?.tell([...untold]);
    untold.clear();
  };
  const forget = database.onWrite((about) => {
    spread(about);
    if (ear && untold.size === 0) setTimeout(tell, gatherMs).unref();
    if (ear) untold.add(about);
  });
  return {
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async stop() {
      forget();
      await ear?.close();
    },
  };
}
