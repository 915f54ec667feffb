import { gatewayActor, type SubgraphEndpoint, type Uuid } from '@kith/kernel';
import { LRUCache } from 'lru-cache';

const query = 'query ($appId: String!, $hash: String!) { registeredText(appId: $appId, hash: $hash) }';

const mostCharacters = 20_000_000;
/** For so long a version that was retired may still run here. */
const ttlMs = 30_000;

/** Where an operation is looked for. */
export interface Registry {
  readonly organizationId: Uuid;
  readonly appId: Uuid;
}

/** The texts that apps have registered, asked of the subgraph that keeps them, and remembered for a while. */
export class RegisteredTexts {
  private readonly known = new LRUCache<string, string>({
    maxSize: mostCharacters,
    sizeCalculation: (text) => text.length,
    ttl: ttlMs,
  });

  constructor(private readonly owner: SubgraphEndpoint | undefined) {}

  /** @throws RequestError when the subgraph cannot be asked. */
  async textOf({ organizationId, appId }: Registry, hash: string, requestId: string): Promise<string | null> {
    const key = `${appId} ${hash}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const actor = { ...gatewayActor, organizationId };
    const answer = await this.owner?.execute({ query, variables: { appId, hash } }, { actor, requestId });
    if (answer?.errors?.[0]) throw answer.errors[0];
    const text = answer?.data?.['registeredText'];
    if (typeof text !== 'string') return null;
    this.known.set(key, text);
    return text;
  }
}
