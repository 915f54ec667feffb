import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Fetch } from '../plan/fetch.js';
import { type Merged, merge } from './merged.js';

/** A document as it is sent to a subgraph. */
export interface SubgraphDocument {
  readonly service: string;
  readonly text: string;
  readonly operationName: string | undefined;
  readonly isMutation: boolean;
  /** The same for the same text, short. */
  readonly key: string;
}

/** Which fetches start together depends on what was found and which subgraph was quicker; there are few ways in practice. */
const mostMerged = 64;

/** The documents of one plan, each made once, so that subgraphs know them again. */
export class Documents {
  private readonly alone = new Map<number, SubgraphDocument>();
  private readonly merged = new LRUCache<string, Merged>({ max: mostMerged });

  of(fetch: Fetch): SubgraphDocument {
    let found = this.alone.get(fetch.id);
    if (!found) {
      found = documentOf(fetch, fetch.text, fetch.operationName);
      this.alone.set(fetch.id, found);
    }
    return found;
  }

  /** The document in which these fetches, of one subgraph and in the order of the plan, travel together. */
  ofAll(fetches: readonly Fetch[]): Merged {
    const key = fetches.map(({ id }) => id).join();
    let found = this.merged.get(key);
    if (!found) {
      found = merge(fetches);
      this.merged.set(key, found);
    }
    return found;
  }
}

export function documentOf(
  { service, kind }: Fetch,
  text: string,
  operationName: string | undefined,
): SubgraphDocument {
  const key = createHash('sha1').update(text).digest('base64');
  return { service, text, operationName, isMutation: kind === 'mutation', key };
}
