import { randomBytes } from 'node:crypto';
import { type Id, lockRow, type SealedTable, type SecretsKeys, seal, type Tx, unseal } from '@kith/kernel';
import { publish } from '../events.js';
import { authorize } from '../policy.js';
import { WebhookEndpoint } from './endpoint.entity.js';

/** Gives an endpoint a secret, which is told here and nowhere else. */
export async function addSecret(
  tx: Tx,
  keys: SecretsKeys,
  endpointId: Id<'WebhookEndpoint'>,
): Promise<string> {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  await tx.query('insert into webhook_secret (endpoint_id, sealed) values ($1, $2)', [
    endpointId,
    seal(keys, placeOf(tx.actor.organizationId, endpointId), secret),
  ]);
  return secret;
}

/** Gives an endpoint another secret; the one before signs beside it for 24 hours, so that receivers can change over. */
export async function rotateWebhookSecret(
  tx: Tx,
  keys: SecretsKeys,
  { id }: { id: Id<'WebhookEndpoint'> },
): Promise<{ webhookEndpoint: WebhookEndpoint; secret: string }> {
  authorize(tx.actor, 'webhook:write');
  const webhookEndpoint = await lockRow(tx, WebhookEndpoint, id);
  await tx.query('delete from webhook_secret where endpoint_id = $1 and expires_at is not null', [id]);
  await tx.query(
    `update webhook_secret set expires_at = now() + interval '24 hours' where endpoint_id = $1`,
    [id],
  );
  const secret = await addSecret(tx, keys, id);
  publish(tx, 'webhook_endpoint.secret_rotated', { subject: id, payload: {} });
  return { webhookEndpoint, secret };
}

/** A secret as it was told. */
export function openSecret(
  keys: SecretsKeys,
  organizationId: string,
  endpointId: Id<'WebhookEndpoint'>,
  sealed: Buffer,
): string {
  return unseal(keys, placeOf(organizationId, endpointId), sealed);
}

export const sealedSecrets: SealedTable = {
  table: 'webhook_secret',
  of: ['organization_id', 'endpoint_id'],
  place: ({ organization_id = '', endpoint_id }) => placeOf(organization_id, endpoint_id as Id),
};

function placeOf(organizationId: string | null, endpointId: Id): string {
  return `${organizationId}/${endpointId}`;
}
