import { encodeId, type Uuid } from '@kith/kernel';
import { Webhook } from 'standardwebhooks';
import type { Means } from '../means.js';
import { deliveryBody, Hopeless, RightsLost } from './delivery-body.js';
import { openSecret } from './endpoint-secrets.js';
import type { NextDelivery } from './next-delivery.queries.js';
import { Refused } from './receivers.js';

/** What came of an attempt, for the log. */
export interface Attempt {
  readonly isDelivered: boolean;
  readonly requestHeaders: Readonly<Record<string, string>> | null;
  readonly requestBody: string | null;
  readonly responseStatus: number | null;
  readonly responseBody: string | null;
  readonly error: string | null;
  readonly durationMs: number;
  /** Another attempt would come to the same. */
  readonly isHopeless: boolean;
  /** Why the endpoint cannot go on, when it cannot. */
  readonly pauseReason: string | null;
}

/**
 * Makes one call of an endpoint. What goes wrong outside is part of the answer; it throws only when this process is told
 * to end, and somebody else is to make the call.
 */
export async function attemptDelivery(
  means: Means,
  delivery: NextDelivery,
  { organizationId, signal }: { organizationId: Uuid; signal: AbortSignal },
): Promise<Attempt> {
  const began = performance.now();
  const id = encodeId('WebhookDelivery', delivery.id);
  let sent: { requestHeaders: Record<string, string>; requestBody: string } | null = null;
  const result = (rest: Partial<Attempt>): Attempt => ({
    isDelivered: false,
    requestHeaders: sent?.requestHeaders ?? null,
    requestBody: sent?.requestBody ?? null,
    responseStatus: null,
    responseBody: null,
    error: null,
    isHopeless: false,
    pauseReason: null,
    ...rest,
    durationMs: Math.round(performance.now() - began),
  });
  try {
    const body = await deliveryBody(means, delivery, { organizationId, requestId: delivery.requestId });
    const now = new Date();
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Kith-Webhooks',
      'webhook-id': id,
      'x-request-id': delivery.requestId,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    };
    sent = { requestHeaders: headers, requestBody: body };
    const signatures = delivery.sealed.map((sealed) =>
      new Webhook(openSecret(means.secretsKeys, organizationId, delivery.endpointId, sealed)).sign(
        id,
        now,
        body,
      ),
    );
    const signed = { ...headers, 'webhook-signature': signatures.join(' ') };
    const { status, body: answer } = await means.receivers.post(delivery.url, {
      headers: signed,
      body,
      signal,
    });
    return result({
      isDelivered: status >= 200 && status < 300,
      responseStatus: status,
      responseBody: answer,
      // After Standard Webhooks, who answers so wants to be called no more.
      pauseReason: status === 410 ? 'The receiver says that it is gone (410)' : null,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    return result({
      error: sentenceOf(error as Error),
      isHopeless: error instanceof Hopeless,
      pauseReason: error instanceof RightsLost ? error.message : null,
    });
  }
}

function sentenceOf(error: Error & { code?: string }): string {
  if (error.name === 'TimeoutError') return 'There was no whole answer within 10 seconds';
  if (error instanceof Refused || !error.code) return error.message;
  return `${error.code}: ${error.message}`;
}
