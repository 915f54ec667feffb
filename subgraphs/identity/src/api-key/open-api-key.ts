import type { Id, Tx } from '@kith/kernel';
import { hashOf } from '../account/opaque-token.js';
import { publish } from '../events.js';
import { actIn } from '../session/act-in.js';
import { rightsOf } from '../session/claims.js';
import { ApiKey } from './api-key.entity.js';
import type { KeyHolder } from './opened-key.inputs.js';

/**
 * Whom a key acts as: its creator, as what they are at present, narrowed to the key's scopes. Null when there is no such key,
 * it was revoked or has expired, or its creator is no member any more or disabled.
 */
export async function openApiKey(tx: Tx, key: string): Promise<KeyHolder | null> {
  const [found] = await tx.query<{ organization_id: Id<'Organization'>; id: Id<'ApiKey'> }>(
    'select * from api_key_for_hash($1)',
    [hashOf(key)],
  );
  if (!found) return null;
  const organizationId = found.organization_id;
  await actIn(tx, organizationId, null);
  // Whoever changes it meanwhile is waited for: what is told after that is not revoked by what they did.
  const apiKey = await tx.manager.findOneOrFail(ApiKey, {
    where: { id: found.id },
    lock: { mode: 'pessimistic_read' },
  });
  const { createdBy: userId, appId, operationMode, expiresAt, scopes } = apiKey;
  if (apiKey.revokedAt || (expiresAt && expiresAt.getTime() <= Date.now())) return null;
  const member = await rightsOf(tx, userId);
  if (!member) return null;
  await noteUse(tx, apiKey.id);
  const actor = { userId, organizationId, scopes: [], keyId: apiKey.id, narrowedTo: scopes, ...member };
  const [clock] = await tx.query<{ now: Date }>('select clock_timestamp() as now');
  return { actor, appId, operationMode, openedAt: clock?.now as Date, expiresAt };
}

/** Written once a minute at most, however often gateways ask. */
async function noteUse(tx: Tx, id: Id<'ApiKey'>): Promise<void> {
  const [used] = await tx.query<{ isFirst: boolean }>(
    `with seen as (select last_used_at from api_key_secret where api_key_id = $1)
     update api_key_secret set last_used_at = now()
     where api_key_id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')
     returning (select last_used_at is null from seen) as "isFirst"`,
    [id],
  );
  if (used?.isFirst) publish(tx, 'api_key.first_used', { subject: id, payload: {} });
}
