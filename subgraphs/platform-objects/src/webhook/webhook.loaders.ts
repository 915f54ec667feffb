import {
  Direction,
  entityLoader,
  filterable,
  type Id,
  listing,
  type Request,
  rowsLoader,
} from '@kith/kernel';
import { authorize } from '../policy.js';
import { type WebhookAttempt, WebhookDelivery, WebhookDeliveryStatus } from './delivery.entity.js';
import { WebhookEndpoint, WebhookEndpointStatus } from './endpoint.entity.js';

export const endpointById = entityLoader(WebhookEndpoint);
const deliveryById = entityLoader(WebhookDelivery);

export function findEndpoint(request: Request, id: Id): Promise<WebhookEndpoint | null> {
  authorize(request.actor, 'webhook:read');
  return endpointById(request).load(id);
}

export function findDelivery(request: Request, id: Id): Promise<WebhookDelivery | null> {
  authorize(request.actor, 'webhook:read');
  request.requirePresent('A WebhookDelivery');
  return deliveryById(request).load(id);
}

export const webhookEndpoints = listing(WebhookEndpoint, {
  name: 'WebhookEndpoint',
  filter: {
    url: filterable.text(),
    status: filterable.choice('WebhookEndpointStatus', WebhookEndpointStatus),
    createdAt: filterable.instant(),
  },
  orderBy: ['createdAt'],
  defaultOrder: [{ field: 'createdAt', direction: Direction.ASC }],
});

export const webhookDeliveries = listing(WebhookDelivery, {
  name: 'WebhookDelivery',
  filter: {
    eventType: filterable.text(),
    status: filterable.choice('WebhookDeliveryStatus', WebhookDeliveryStatus),
    createdAt: filterable.instant(),
  },
  orderBy: ['createdAt'],
  defaultOrder: [{ field: 'createdAt', direction: Direction.DESC }],
});

/** How many attempts of a delivery are shown. */
export const mostAttempts = 50;

export const attemptsOf = rowsLoader<Id, WebhookAttempt & { deliveryId: Id }>(
  (snapshot, deliveries) =>
    snapshot.query(
      `select a.* from unnest($1::uuid[]) as d (id) cross join lateral (
         select delivery_id as "deliveryId", at, request_headers as "requestHeaders", request_body as "requestBody",
           response_status as "responseStatus", response_body as "responseBody", error, duration_ms as "durationMs"
         from webhook_attempt where delivery_id = d.id order by id desc limit ${mostAttempts}
       ) a`,
      [deliveries],
    ),
  (attempt) => attempt.deliveryId,
);
