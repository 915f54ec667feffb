import { type Actor, clientScopes, gatewayActor, RequestError, type SubgraphEndpoint } from '@kith/kernel';
import { LRUCache } from 'lru-cache';
import { hashOf } from '../operations/asked-hash.js';
import type { OperationMode } from '../operations/operation-terms.js';
import type { Vouched } from './access-token.js';
import type { Revocation, Revoked } from './revoked.js';

const query =
  'mutation ($key: String!) { openApiKey(key: $key) { actor appId operationMode openedAt expiresAt } }';

const mostKeys = 10_000;
const ttlMs = 60_000;
/** What opens nothing is asked about again soon, but not for each guess. */
const refusedTtlMs = 5_000;

interface Opened {
  readonly actor: Actor | null;
  readonly appId: string | null;
  readonly operationMode: OperationMode | null;
  readonly openedAt: string | null;
  readonly expiresAt: string | null;
}

/**
 * Makes a function that asks whom an API key acts as. What it is told holds for a minute, or until the key or its creator's
 * rights are revoked.
 *
 * @throws RequestError `UNAUTHENTICATED`, from the function, for a key that opens nothing.
 */
export function keyOpener(
  accounts: SubgraphEndpoint | undefined,
  revoked: Revoked,
): (key: string, requestId: string) => Promise<Vouched> {
  const known = new LRUCache<string, Promise<Vouched | null>>({ max: mostKeys, ttl: ttlMs });
  const holders = new LRUCache<string, Vouched>({ max: mostKeys });
  revoked.on((revocation) => {
    for (const [hash, vouched] of holders) {
      if (!isOf(vouched, revocation)) continue;
      known.delete(hash);
      holders.delete(hash);
    }
  });
  const open = async (key: string, requestId: string): Promise<Vouched | null> => {
    const origin = { actor: gatewayActor, requestId };
    const answer = await accounts?.execute({ query, variables: { key } }, origin);
    if (answer?.errors?.[0]) throw answer.errors[0];
    return vouchedBy((answer?.data?.['openApiKey'] ?? {}) as Partial<Opened>);
  };
  return async (key, requestId) => {
    const hash = hashOf(key);
    let opening = known.get(hash);
    if (!opening) {
      opening = open(key, requestId);
      known.set(hash, opening);
      opening.then(
        (vouched) => {
          if (vouched) holders.set(hash, vouched);
          else known.set(hash, opening as Promise<null>, { ttl: refusedTtlMs });
        },
        () => known.delete(hash),
      );
    }
    const vouched = await opening;
    if (vouched && vouched.expiresAt > Date.now()) return vouched;
    throw new RequestError(
      'UNAUTHENTICATED',
      'The API key is not valid: it was revoked, has expired, or is none',
      {
        http: { status: 401 },
      },
    );
  };
}

function vouchedBy({ actor, appId, operationMode, openedAt, expiresAt }: Partial<Opened>): Vouched | null {
  if (!actor || !openedAt || !operationMode) return null;
  return {
    actor: { ...actor, scopes: clientScopes(actor.scopes) },
    issuedAt: new Date(openedAt).getTime(),
    expiresAt: expiresAt ? new Date(expiresAt).getTime() : Number.POSITIVE_INFINITY,
    operations: appId ? { appId, mode: operationMode } : null,
  };
}

function isOf({ actor }: Vouched, { kind, id, organizationId }: Revocation): boolean {
  if (kind === 'KEY') return actor.keyId === id;
  if (kind === 'USER') return actor.userId === id;
  return kind === 'MEMBERSHIP' && actor.userId === id && actor.organizationId === organizationId;
}
