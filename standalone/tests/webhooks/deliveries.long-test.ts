import { decodeId } from '@kith/kernel';
import { asRole, asSuperuser } from '@kith/kernel/testing';
import { platformObjects } from '@kith/platform-objects';
import { Webhook } from 'standardwebhooks';
import { type InProcessGraph, startInProcess } from '../in-process-graph.js';
import { hurry, pass, until } from './clock.js';
import type { Call } from './receiver.js';
import { down, ids, names, openScene, type Scene, up } from './scene.js';

let graph: InProcessGraph;
let scene: Scene;
beforeAll(async () => {
  graph = await startInProcess({ movesEvents: true, mayWebhooksBePrivate: true });
}, 60_000);
afterAll(() => graph.stop());
beforeEach(async () => {
  scene = await openScene(graph);
});
afterEach(() => scene.receiver.stop());

const isOver = ({ status }: { status: string }) => ['DELIVERED', 'DEAD'].includes(status);

test('an event is sent with its own data, signed so that the public library verifies it', async () => {
  const { id, secret } = await scene.listen(['person.updated']);
  const ada = await scene.person();
  await scene.rename(ada, 'Ada Lovelace');
  await scene.taken(1);
  const [call] = scene.receiver.taken as [Call];
  const verified = new Webhook(secret).verify(call.text, call.headers as Record<string, string>);
  expect(verified).toEqual({
    type: 'person.updated',
    occurredAt: expect.stringMatching(/^2.*Z$/),
    position: expect.stringMatching(/^\d+$/),
    subject: ada,
    data: { displayName: 'Ada Lovelace' },
  });
  const other = new Webhook(`whsec_${Buffer.alloc(32).toString('base64')}`);
  expect(() => other.verify(call.text, call.headers as Record<string, string>)).toThrow();
  const now = Date.now();
  const later = jest.spyOn(Date, 'now').mockReturnValue(now + 6 * 60_000);
  expect(() => new Webhook(secret).verify(call.text, call.headers as Record<string, string>)).toThrow(
    'too old',
  );
  later.mockRestore();
  await until(async () => (await scene.endpoint(id)).deliveries[0].status === 'DELIVERED');
  const [delivery] = (await scene.endpoint(id)).deliveries;
  expect(delivery).toMatchObject({
    id: call.headers['webhook-id'],
    attemptCount: 1,
    eventType: 'person.updated',
    subject: ada,
    nextAttemptAt: null,
    event: { type: 'person.updated' },
    attempts: [{ requestBody: call.text, responseStatus: 204, error: null }],
  });
  expect(delivery.attempts[0].requestHeaders).toEqual({
    'content-type': 'application/json',
    'user-agent': 'Kith-Webhooks',
    'webhook-id': delivery.id,
    'x-request-id': 'test',
    'webhook-timestamp': call.headers['webhook-timestamp'],
  });
});

test('a receiver that is down for an hour gets everything, in order, once it is back', async () => {
  scene.receiver.answer = down;
  const { id } = await scene.listen(['person.updated']);
  const ada = await scene.person();
  await scene.rename(ada, '1', '2', '3', '4', '5');
  await scene.noted(id, 5);
  await until(() => scene.receiver.calls.length > 0);
  for (let minutes = 0; minutes < 60; minutes += 20) {
    const before = scene.receiver.calls.length;
    await pass(graph.databaseName, '20 minutes');
    await hurry(graph.databaseName);
    await until(() => scene.receiver.calls.length > before);
  }
  // Nothing overtakes the first, under the id that it keeps.
  expect(new Set(names(scene.receiver.calls))).toEqual(new Set(['1']));
  expect(ids(scene.receiver.calls)).toHaveLength(1);
  scene.receiver.answer = up;
  await scene.taken(5);
  expect(names(scene.receiver.taken)).toEqual(['1', '2', '3', '4', '5']);
  expect(ids(scene.receiver.taken)).toHaveLength(5);
  expect(scene.receiver.taken[0]?.headers['webhook-id']).toBe(scene.receiver.calls[0]?.headers['webhook-id']);
});

test('one subject that always fails holds up no other, and loses nothing', async () => {
  const { id } = await scene.listen(['person.updated']);
  const [poisoned, other] = [await scene.person(), await scene.person()];
  scene.receiver.answer = ({ body }) => (body.subject === poisoned ? 500 : 204);
  await scene.rename(poisoned, 'a', 'b');
  await scene.rename(other, '1', '2', '3');
  await scene.noted(id, 5);
  await scene.taken(3);
  expect(names(scene.receiver.taken)).toEqual(['1', '2', '3']);
  const failing = scene.receiver.calls.filter(({ status }) => status === 500);
  expect(new Set(names(failing))).toEqual(new Set(['a']));
  scene.receiver.answer = up;
  await scene.taken(5);
  expect(names(scene.receiver.taken)).toEqual(['1', '2', '3', 'a', 'b']);
});

test('a query tells of all subgraphs as of the event, whatever came after', async () => {
  scene.receiver.answer = down;
  const query = `query ($subject: ID!) { person(by: { id: $subject }) { displayName contact { jobTitle } company { name } } }`;
  const { id } = await scene.listen(['person.addresses_set'], { query });
  const { company } = await scene.organization.write('createCompany', { name: 'Acme' }, 'company { id }');
  const made = { displayName: 'Ada Lovelace', companyId: company.id };
  const { person: ada } = await scene.organization.write('createPerson', made, 'person { id }');
  const { contact } = await scene.organization.write(
    'createContact',
    { personId: ada.id, jobTitle: 'Engineer' },
    'contact { id }',
  );
  const owners = [{ owner: { personId: ada.id }, addresses: [{ type: 'HOME', lines: ['1'] }] }];
  await scene.organization.write('setAddresses', { owners }, '__typename');
  await scene.organization.write('updateContact', { id: contact.id, jobTitle: 'Countess' }, 'contact { id }');
  await scene.organization.write('updateCompany', { id: company.id, name: 'Engines' }, 'company { id }');
  await scene.rename(ada.id, 'Countess of Lovelace');
  await scene.organization.write('setAddresses', { owners }, '__typename');
  await scene.noted(id, 2);
  scene.receiver.answer = up;
  await scene.taken(2);
  expect(scene.receiver.taken.map(({ body }) => body)).toMatchObject([
    {
      type: 'person.addresses_set',
      subject: ada.id,
      data: {
        person: {
          displayName: 'Ada Lovelace',
          contact: { jobTitle: 'Engineer' },
          company: { name: 'Acme' },
        },
      },
    },
    {
      data: {
        person: {
          displayName: 'Countess of Lovelace',
          contact: { jobTitle: 'Countess' },
          company: { name: 'Engines' },
        },
      },
    },
  ]);
});

test('a test event comes to its endpoint alone, also to one that listens to something else', async () => {
  const { id } = await scene.listen(['order.placed']);
  const { id: other } = await scene.listen(['*']);
  await scene.organization.write('sendTestWebhook', { id }, '__typename');
  await until(async () => (await scene.endpoint(id)).deliveries[0]?.status === 'DELIVERED');
  const tested = scene.receiver.taken.filter(({ body }) => body.type === 'webhook_endpoint.tested');
  expect(tested.map(({ body }) => body.subject)).toEqual([id]);
  const types = (await scene.endpoint(other)).deliveries.map(
    ({ eventType }: { eventType: string }) => eventType,
  );
  expect(types).not.toContain('webhook_endpoint.tested');
});

test('what the log no longer holds is given up at once, and what is over is removed with it', async () => {
  scene.receiver.answer = down;
  const { id } = await scene.listen(['person.updated']);
  const ada = await scene.person();
  await scene.rename(ada, '1', '2');
  await scene.noted(id, 2);
  await until(() => scene.receiver.calls.length > 0);
  const [first] = ids(scene.receiver.calls);
  scene.receiver.answer = up;
  await asSuperuser(graph.databaseName, (client) =>
    client.query(
      'delete from platform_objects.event_log where id = (select event_id from platform_objects.webhook_delivery where id = $1)',
      [decodeId('WebhookDelivery', String(first))],
    ),
  );
  await scene.taken(1);
  expect(names(scene.receiver.taken)).toEqual(['2']);
  await until(async () => (await scene.endpoint(id)).deliveries.every(isOver));
  const byId = new Map(
    (await scene.endpoint(id)).deliveries.map((delivery: { id: string }) => [delivery.id, delivery]),
  );
  expect(byId.get(first)).toMatchObject({
    status: 'DEAD',
    event: null,
    attempts: [{ error: 'The log no longer holds the event' }, {}],
  });

  const waiting = await scene.listen(['person.updated']);
  await scene.organization.write('pauseWebhookEndpoint', { id: waiting.id }, '__typename');
  await scene.rename(ada, '3');
  await scene.noted(waiting.id, 1);
  await scene.taken(2);
  await until(async () => (await scene.endpoint(id)).deliveries.every(isOver));
  await asSuperuser(graph.databaseName, (client) =>
    client.query(
      `update platform_objects.webhook_delivery set created_at = created_at - interval '8 days' where organization_id = $1`,
      [scene.organization.id],
    ),
  );
  await asRole(graph.databaseName, 'kith_platform_objects_relay', async (client) => {
    await client.query('set search_path to platform_objects');
    for (const expiry of platformObjects.expiries ?? []) await client.query(expiry, [7, 100]);
  });
  expect((await scene.endpoint(id)).deliveries).toEqual([]);
  expect((await scene.endpoint(waiting.id)).deliveries).toMatchObject([{ status: 'PENDING' }]);
});
