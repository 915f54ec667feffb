import type { Database } from '../database/database.js';
import { Snapshot } from '../database/snapshot.js';
import { platformActor } from '../events/handle-events.js';
import type { News } from '../events/news.js';
import type { Uuid } from '../graph/id.js';
import type { Logger } from '../log.js';
import { endOfOutbox, readChanges } from './read-changes.js';
import { Tail } from './tail.js';

/** The tail of an organization's outbox: however many follow it in this process, there is one. */
export type Tails = (organizationId: Uuid) => Tail;

export interface TailsPremises {
  readonly database: Database;
  readonly news: News;
  readonly logger: Logger;
}

export function tailsOf({ database, news, logger }: TailsPremises): Tails {
  const tails = new Map<Uuid, Tail>();
  return (organizationId) => {
    const known = tails.get(organizationId);
    if (known) return known;
    const inSnapshot = async <Result>(work: (snapshot: Snapshot) => Promise<Result>): Promise<Result> => {
      const origin = { actor: platformActor(organizationId), requestId: 'feed' };
      const snapshot = new Snapshot(database, origin);
      try {
        return await work(snapshot);
      } finally {
        await snapshot.end();
      }
    };
    const tail = new Tail({
      read: (after) => inSnapshot((snapshot) => readChanges(snapshot, after)),
      end: () => inSnapshot(endOfOutbox),
      onNews: (listener) => news.on((written) => written === organizationId && listener()),
      onEnd: () => tails.delete(organizationId),
      logger: logger.child({ organizationId }),
    });
    tails.set(organizationId, tail);
    return tail;
  };
}
