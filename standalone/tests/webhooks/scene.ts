import type { InProcessGraph } from '../in-process-graph.js';
import { hurry, until } from './clock.js';
import { createOrganization, type Organization } from './organization.js';
import { type Call, type Receiver, startReceiver } from './receiver.js';

/** A new organization, a receiver of its webhooks, and what happens between them. */
export interface Scene {
  readonly organization: Organization;
  readonly receiver: Receiver;
  /** Makes an endpoint that sends to the receiver. */
  listen(eventTypes: string[], more?: object): Promise<{ id: string; secret: string }>;
  /** What the organization sees of an endpoint. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  endpoint(id: string): Promise<any>;
  /** Makes a person and answers their id. */
  person(): Promise<string>;
  /** Gives a person these names, one after the other. */
  rename(id: string, ...names: string[]): Promise<void>;
  /** Waits until that many deliveries are noted. */
  noted(id: string, count: number): Promise<void>;
  /** Waits until that many were taken, whatever the waiting times. */
  taken(count: number): Promise<void>;
}

export async function openScene(graph: InProcessGraph): Promise<Scene> {
  const organization = await createOrganization(graph);
  const receiver = await startReceiver();
  const endpoint: Scene['endpoint'] = async (id) => {
    const { webhookEndpoint } = await organization.ask(
      `query ($id: ID!) { webhookEndpoint(id: $id) { status pauseReason createdBy { id } deliveries(last: 50) {
         nodes { id status attemptCount eventType subject nextAttemptAt deliveredAt event { type }
           attempts { requestHeaders requestBody responseStatus responseBody error durationMs } } } } }`,
      { id },
    );
    return { ...webhookEndpoint, deliveries: webhookEndpoint.deliveries.nodes };
  };
  return {
    organization,
    receiver,
    async listen(eventTypes, more = {}) {
      const { webhookEndpoint, secret, userErrors } = await organization.write(
        'createWebhookEndpoint',
        { url: receiver.url, eventTypes, ...more },
        'secret webhookEndpoint { id }',
      );
      expect(userErrors).toEqual([]);
      return { id: webhookEndpoint.id, secret };
    },
    endpoint,
    async person() {
      const { person } = await organization.write('createPerson', { displayName: 'Ada' }, 'person { id }');
      return person.id;
    },
    async rename(id, ...names) {
      for (const displayName of names)
        await organization.write('updatePerson', { id, displayName }, 'person { id }');
    },
    noted: (id, count) => until(async () => (await endpoint(id)).deliveries.length === count),
    taken: (count) =>
      until(async () => {
        await hurry(graph.databaseName);
        return receiver.taken.length >= count;
      }),
  };
}

export const down = () => 503;
export const up = () => 204;

export const names = (calls: readonly Call[]) => calls.map(({ body }) => body.data.displayName);
export const ids = (calls: readonly Call[]) => [
  ...new Set(calls.map(({ headers }) => headers['webhook-id'])),
];
