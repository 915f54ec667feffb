import {
  changeRow,
  deleteRow,
  type Id,
  insertRow,
  lockRow,
  RequestError,
  type SecretsKeys,
  type Tx,
  userError,
} from '@kith/kernel';
import { authorize } from '../policy.js';
import { WebhookEndpoint } from './endpoint.entity.js';
import { addSecret } from './endpoint-secrets.js';
import type { CreateWebhookEndpointInput, UpdateWebhookEndpointInput } from './webhook.inputs.js';

const mostEndpoints = 50;

/** Makes an endpoint. What others know of its input, `checkEndpoint` has checked. */
export async function createWebhookEndpoint(
  tx: Tx,
  keys: SecretsKeys,
  { url, eventTypes, query }: CreateWebhookEndpointInput,
): Promise<{ webhookEndpoint: WebhookEndpoint; secret: string }> {
  const actsFor = whoVouches(tx);
  const [found] = await tx.query<{ count: number }>('select count(*)::int as count from webhook_endpoint');
  if ((found?.count ?? 0) >= mostEndpoints)
    throw userError('LIMIT_EXCEEDED', `An organization has at most ${mostEndpoints} webhook endpoints`);
  const webhookEndpoint = await insertRow(tx, WebhookEndpoint, {
    url,
    eventTypes,
    query: query ?? null,
    actsFor,
  });
  return { webhookEndpoint, secret: await addSecret(tx, keys, webhookEndpoint.id) };
}

/** Changes an endpoint. It acts for who changes it: else one could have a query asked with the rights of a mightier one. */
export async function updateWebhookEndpoint(
  tx: Tx,
  { id, expectedVersion, url, eventTypes, query }: UpdateWebhookEndpointInput,
): Promise<WebhookEndpoint> {
  const actsFor = whoVouches(tx);
  const changes = { url: url ?? undefined, eventTypes: eventTypes ?? undefined, query, actsFor };
  return changeRow(tx, WebhookEndpoint, { id, expectedVersion }, changes);
}

/** Deletes an endpoint with its secrets and deliveries. */
export async function deleteWebhookEndpoint(
  tx: Tx,
  { id }: { id: Id<'WebhookEndpoint'> },
): Promise<Id<'WebhookEndpoint'>> {
  authorize(tx.actor, 'webhook:write');
  await deleteRow(tx, WebhookEndpoint, await lockRow(tx, WebhookEndpoint, id));
  return id;
}

/** The user with whose rights an endpoint then acts. */
export function whoVouches(tx: Tx): Id<'User'> {
  authorize(tx.actor, 'webhook:write');
  const { userId } = tx.actor;
  if (!userId) throw new RequestError('FORBIDDEN', 'A webhook endpoint acts for a user, and you are none');
  return userId;
}
