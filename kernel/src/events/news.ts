import type { Database } from '../database/database.js';
import { listen } from '../database/listen.js';
import type { Uuid } from '../graph/id.js';
import type { Logger } from '../log.js';

/** In which organizations something was written, by whichever process of a subgraph. */
export interface News {
  /** Calls `listener` until the answer is called. Whoever listens also looks by itself now and then. */
  on(listener: (organizationId: Uuid) => void): () => void;
  stop(): Promise<void>;
}

/** For how long what is told to others is gathered, so that writers at full speed do not notify each time. */
const gatherMs = 20;

/** The news of this process and, where there is a URL for listening, of the others. */
export function newsOf(database: Database, url: string | undefined, logger: Logger): News {
  const listeners = new Set<(organizationId: Uuid) => void>();
  const spread = (organizationId: Uuid) => {
    for (const listener of listeners) listener(organizationId);
  };
  const channel = `kith_news_${database.schema}`;
  const ear = url ? listen({ url, channel, hear: spread, logger }) : null;
  const untold = new Set<Uuid>();
  const tell = () => {
    ear?.tell([...untold]);
    untold.clear();
  };
  const forget = database.onWrite((organizationId) => {
    spread(organizationId);
    if (ear && untold.size === 0) setTimeout(tell, gatherMs).unref();
    if (ear) untold.add(organizationId);
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
