import { decodeId } from '@kith/kernel';
import { asRole, asSuperuser } from '@kith/kernel/testing';
import { platformObjects } from '@kith/platform-objects';
import { Webhook } from 'standardwebhooks';
import { type InProcessGraph, startInProcess } from '../in-process-graph.js';
import { hurry, pass, until } from './clock.js';
import { createOrganization, type Organization } from './organization.js';
import { type Call, type Receiver, startReceiver } from './receiver.js';

let graph: InProcessGraph;
let organization: Organization;
let receiver: Receiver;
beforeAll(async () => {
  graph = await startInProcess({ movesEvents: true, mayWebhooksBePrivate: true });
}, 60_000);
afterAll(() => graph.stop());
beforeEach(async () => {
  organization = await createOrganization(graph);
  receiver = await startReceiver();
});
afterEach(() => receiver.stop());

const down = () => 503;
const up = () => 204;

async function listen(eventTypes: string[], more: object = {}) {
  const { webhookEndpoint, secret, userErrors } = await organization.write(
    'createWebhookEndpoint',
    { url: receiver.url, eventTypes, ...more },
    'secret webhookEndpoint { id }',
  );
  expect(userErrors).toEqual([]);
  return { id: webhookEndpoint.id as string, secret: secret as string };
}

async function person(): Promise<string> {
  const { person } = await organization.write('createPerson', { displayName: 'Ada' }, 'person { id }');
  return person.id;
}

/** Gives a person these names, one after the other. */
async function rename(id: string, ...names: string[]): Promise<void> {
  for (const displayName of names)
    await organization.write('updatePerson', { id, displayName }, 'person { id }');
}

const names = (calls: readonly Call[]) => calls.map(({ body }) => body.data.displayName);
const ids = (calls: readonly Call[]) => [...new Set(calls.map(({ headers }) => headers['webhook-id']))];

async function endpoint(id: string) {
  const { webhookEndpoint } = await organization.ask(
    `query ($id: ID!) { webhookEndpoint(id: $id) { status pauseReason createdBy { id } deliveries(last: 50) {
       nodes { id status attemptCount eventType subject nextAttemptAt deliveredAt event { type }
         attempts { requestHeaders requestBody responseStatus responseBody error durationMs } } } } }`,
    { id },
  );
  return { ...webhookEndpoint, deliveries: webhookEndpoint.deliveries.nodes };
}

/** Waits until that many deliveries are noted. */
const noted = (id: string, count: number) =>
  until(async () => (await endpoint(id)).deliveries.length === count);

const isOver = ({ status }: { status: string }) => ['DELIVERED', 'DEAD'].includes(status);

/** Waits until that many were taken, whatever the waiting times. */
const taken = (count: number) =>
  until(async () => {
    await hurry(graph.databaseName);
    return receiver.taken.length >= count;
  });

test('an event is sent with its own data, signed so that the public library verifies it', async () => {
  const { id, secret } = await listen(['person.updated']);
  const ada = await person();
  await rename(ada, 'Ada Lovelace');
  await taken(1);
  const [call] = receiver.taken as [Call];
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
  await until(async () => (await endpoint(id)).deliveries[0].status === 'DELIVERED');
  const [delivery] = (await endpoint(id)).deliveries;
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
  receiver.answer = down;
  const { id } = await listen(['person.updated']);
  const ada = await person();
  await rename(ada, '1', '2', '3', '4', '5');
  await noted(id, 5);
  await until(() => receiver.calls.length > 0);
  for (let minutes = 0; minutes < 60; minutes += 20) {
    const before = receiver.calls.length;
    await pass(graph.databaseName, '20 minutes');
    await hurry(graph.databaseName);
    await until(() => receiver.calls.length > before);
  }
  // Nothing overtakes the first, under the id that it keeps.
  expect(new Set(names(receiver.calls))).toEqual(new Set(['1']));
  expect(ids(receiver.calls)).toHaveLength(1);
  receiver.answer = up;
  await taken(5);
  expect(names(receiver.taken)).toEqual(['1', '2', '3', '4', '5']);
  expect(ids(receiver.taken)).toHaveLength(5);
  expect(receiver.taken[0]?.headers['webhook-id']).toBe(receiver.calls[0]?.headers['webhook-id']);
});

test('one subject that always fails holds up no other, and loses nothing', async () => {
  const { id } = await listen(['person.updated']);
  const [poisoned, other] = [await person(), await person()];
  receiver.answer = ({ body }) => (body.subject === poisoned ? 500 : 204);
  await rename(poisoned, 'a', 'b');
  await rename(other, '1', '2', '3');
  await noted(id, 5);
  await taken(3);
  expect(names(receiver.taken)).toEqual(['1', '2', '3']);
  const failing = receiver.calls.filter(({ status }) => status === 500);
  expect(new Set(names(failing))).toEqual(new Set(['a']));
  receiver.answer = up;
  await taken(5);
  expect(names(receiver.taken)).toEqual(['1', '2', '3', 'a', 'b']);
});

test('a query tells of all subgraphs as of the event, whatever came after', async () => {
  receiver.answer = down;
  const query = `query ($subject: ID!) { person(by: { id: $subject }) { displayName contact { jobTitle } company { name } } }`;
  const { id } = await listen(['person.addresses_set'], { query });
  const { company } = await organization.write('createCompany', { name: 'Acme' }, 'company { id }');
  const made = { displayName: 'Ada Lovelace', companyId: company.id };
  const { person: ada } = await organization.write('createPerson', made, 'person { id }');
  const { contact } = await organization.write(
    'createContact',
    { personId: ada.id, jobTitle: 'Engineer' },
    'contact { id }',
  );
  const owners = [{ owner: { personId: ada.id }, addresses: [{ type: 'HOME', lines: ['1'] }] }];
  await organization.write('setAddresses', { owners }, '__typename');
  await organization.write('updateContact', { id: contact.id, jobTitle: 'Countess' }, 'contact { id }');
  await organization.write('updateCompany', { id: company.id, name: 'Engines' }, 'company { id }');
  await rename(ada.id, 'Countess of Lovelace');
  await organization.write('setAddresses', { owners }, '__typename');
  await noted(id, 2);
  receiver.answer = up;
  await taken(2);
  expect(receiver.taken.map(({ body }) => body)).toMatchObject([
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

test('a rotated secret signs beside the one before for 24 hours, and alone after that', async () => {
  const { id, secret: old } = await listen(['person.updated']);
  const { secret: fresh } = await organization.write('rotateWebhookSecret', { id }, 'secret');
  expect(fresh).not.toBe(old);
  const ada = await person();
  await rename(ada, '1');
  await taken(1);
  const verify = (secret: string, call: Call) =>
    new Webhook(secret).verify(call.text, call.headers as Record<string, string>);
  const [both] = receiver.taken as [Call];
  expect(verify(old, both)).toEqual(verify(fresh, both));
  await pass(graph.databaseName, '25 hours');
  await rename(ada, '2');
  await taken(2);
  const [, alone] = receiver.taken as [Call, Call];
  expect(verify(fresh, alone)).toMatchObject({ data: { displayName: '2' } });
  expect(() => verify(old, alone)).toThrow();
});

test('after a day of nothing but failure a delivery is dead, and its endpoint pauses and says so', async () => {
  receiver.answer = down;
  const { id } = await listen(['person.updated']);
  const { id: watching } = await listen(['webhook_endpoint.paused']);
  const ada = await person();
  await rename(ada, '1', '2');
  await noted(id, 2);
  await until(() => receiver.calls.length > 0);
  await pass(graph.databaseName, '24 hours');
  await hurry(graph.databaseName);
  await until(async () => (await endpoint(id)).status === 'PAUSED');
  const paused = await endpoint(id);
  expect(paused.pauseReason).toMatch('24 hours');
  const byStatus = (status: string) =>
    paused.deliveries.filter((delivery: { status: string }) => delivery.status === status);
  expect([byStatus('DEAD').length, byStatus('PENDING').length]).toEqual([1, 1]);
  receiver.answer = up;
  await taken(1);
  expect(receiver.taken[0]?.body).toMatchObject({
    type: 'webhook_endpoint.paused',
    subject: id,
    data: { reason: paused.pauseReason },
  });
  await until(async () => (await endpoint(watching)).deliveries[0].status === 'DELIVERED');

  await organization.write('resumeWebhookEndpoint', { id }, 'webhookEndpoint { status }');
  await taken(2);
  const deadId = byStatus('DEAD')[0].id;
  await organization.write('redeliverWebhook', { deliveryId: deadId }, 'webhookDelivery { status }');
  await taken(3);
  const [, resumed, again] = receiver.taken as [Call, Call, Call];
  expect(names([resumed, again])).toEqual(['2', '1']);
  expect(again.headers['webhook-id']).toBe(deadId);
});

test('while an endpoint is paused, what happens waits, and comes in its order after that', async () => {
  const { id } = await listen(['person.updated']);
  const { webhookEndpoint } = await organization.write(
    'pauseWebhookEndpoint',
    { id, reason: 'We move' },
    'webhookEndpoint { status pauseReason }',
  );
  expect(webhookEndpoint).toEqual({ status: 'PAUSED', pauseReason: 'We move' });
  const ada = await person();
  await rename(ada, '1', '2');
  await noted(id, 2);
  await hurry(graph.databaseName);
  await organization.write('sendTestWebhook', { id: (await listen(['order.placed'])).id }, '__typename');
  await until(() => receiver.calls.length === 1);
  expect(receiver.calls[0]?.body.type).toBe('webhook_endpoint.tested');
  await organization.write('resumeWebhookEndpoint', { id }, '__typename');
  await taken(3);
  expect(names(receiver.taken.slice(1))).toEqual(['1', '2']);
});

test('a test event comes to its endpoint alone, also to one that listens to something else', async () => {
  const { id } = await listen(['order.placed']);
  const { id: other } = await listen(['*']);
  await organization.write('sendTestWebhook', { id }, '__typename');
  await until(async () => (await endpoint(id)).deliveries[0]?.status === 'DELIVERED');
  const tested = receiver.taken.filter(({ body }) => body.type === 'webhook_endpoint.tested');
  expect(tested.map(({ body }) => body.subject)).toEqual([id]);
  const types = (await endpoint(other)).deliveries.map(({ eventType }: { eventType: string }) => eventType);
  expect(types).not.toContain('webhook_endpoint.tested');
});

test('when the user for whom it acts is no member any more, nothing is sent and the endpoint pauses', async () => {
  const { id } = await listen(['person.updated']);
  const { createdBy } = await endpoint(id);
  expect(decodeId('User', createdBy.id)).toBe(organization.owner.userId);
  await asSuperuser(graph.databaseName, (client) =>
    client.query('delete from identity.membership where organization_id = $1', [organization.id]),
  );
  await rename(await person(), '1');
  await until(async () => (await endpoint(id)).status === 'PAUSED');
  const { pauseReason, deliveries } = await endpoint(id);
  expect(pauseReason).toMatch('no member');
  expect(deliveries[0]).toMatchObject({
    status: 'FAILED',
    attempts: [{ error: pauseReason, requestBody: null, responseStatus: null }],
  });
  expect(receiver.calls).toEqual([]);
});

test("a user who may not read events any more is not told them, and a query answers with the user's present rights", async () => {
  const query = `query ($subject: ID!) { person(by: { id: $subject }) { displayName } events { totalCount } }`;
  const plain = await listen(['person.updated']);
  const asking = await listen(['person.updated'], { query });
  await asSuperuser(graph.databaseName, (client) =>
    client.query(`update identity.membership set role = 'MEMBER' where organization_id = $1`, [
      organization.id,
    ]),
  );
  await rename(await person(), '1');
  await until(async () => (await endpoint(plain.id)).status === 'PAUSED');
  await taken(1);
  expect((await endpoint(plain.id)).pauseReason).toMatch('event:read');
  expect((await endpoint(asking.id)).status).toBe('ACTIVE');
  expect(receiver.calls.map(({ body }) => body.errors)).toEqual([
    [expect.objectContaining({ code: expect.stringMatching(/FORBIDDEN|BAD_USER_INPUT/), path: ['events'] })],
  ]);
});

test('a secret is nowhere but sealed in its own table', async () => {
  const { id, secret } = await listen(['person.updated']);
  const { secret: fresh } = await organization.write('rotateWebhookSecret', { id }, 'secret');
  await organization.write('sendTestWebhook', { id }, '__typename');
  await until(() => receiver.calls.length === 1);
  const needles = [secret, fresh].map((one) => one.slice('whsec_'.length));
  await asSuperuser(graph.databaseName, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname !~ '^(pg_|information_schema)'`,
    );
    expect(tables.length).toBeGreaterThan(50);
    for (const { name } of tables)
      for (const needle of needles) {
        const { rows } = await client.query(
          `select from ${name} t where position($1 in t::text) > 0 or position($2 in t::text) > 0`,
          [needle, Buffer.from(needle).toString('hex')],
        );
        expect([name, rows.length]).toEqual([name, 0]);
      }
  });
});

test('what the log no longer holds is given up at once, and what is over is removed with it', async () => {
  receiver.answer = down;
  const { id } = await listen(['person.updated']);
  const ada = await person();
  await rename(ada, '1', '2');
  await noted(id, 2);
  await until(() => receiver.calls.length > 0);
  const [first] = ids(receiver.calls);
  receiver.answer = up;
  await asSuperuser(graph.databaseName, (client) =>
    client.query(
      'delete from platform_objects.event_log where id = (select event_id from platform_objects.webhook_delivery where id = $1)',
      [decodeId('WebhookDelivery', String(first))],
    ),
  );
  await taken(1);
  expect(names(receiver.taken)).toEqual(['2']);
  await until(async () => (await endpoint(id)).deliveries.every(isOver));
  const byId = new Map(
    (await endpoint(id)).deliveries.map((delivery: { id: string }) => [delivery.id, delivery]),
  );
  expect(byId.get(first)).toMatchObject({
    status: 'DEAD',
    event: null,
    attempts: [{ error: 'The log no longer holds the event' }, {}],
  });

  const waiting = await listen(['person.updated']);
  await organization.write('pauseWebhookEndpoint', { id: waiting.id }, '__typename');
  await rename(ada, '3');
  await noted(waiting.id, 1);
  await taken(2);
  await until(async () => (await endpoint(id)).deliveries.every(isOver));
  await asSuperuser(graph.databaseName, (client) =>
    client.query(
      `update platform_objects.webhook_delivery set created_at = created_at - interval '8 days' where organization_id = $1`,
      [organization.id],
    ),
  );
  await asRole(graph.databaseName, 'kith_platform_objects_relay', async (client) => {
    await client.query('set search_path to platform_objects');
    for (const expiry of platformObjects.expiries ?? []) await client.query(expiry, [7, 100]);
  });
  expect((await endpoint(id)).deliveries).toEqual([]);
  expect((await endpoint(waiting.id)).deliveries).toMatchObject([{ status: 'PENDING' }]);
});

test('a deleted endpoint takes all with it', async () => {
  const { id } = await listen(['person.updated']);
  await rename(await person(), '1');
  await taken(1);
  const { deletedId } = await organization.write('deleteWebhookEndpoint', { id }, 'deletedId');
  expect(deletedId).toBe(id);
  const { webhookEndpoint, webhookEndpoints } = await organization.ask(
    `{ webhookEndpoints { totalCount } webhookEndpoint(id: "${id}") { id } }`,
  );
  expect([webhookEndpoint, webhookEndpoints.totalCount]).toEqual([null, 0]);
});
