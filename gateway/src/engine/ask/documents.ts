import { LRUCache } from 'lru-cache';
import type { Fetch } from '../plan/step.js';
import { documentOf, type SubgraphDocument } from './document.js';
import { type Merged, merge } from './merged.js';

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
