import { decodeId } from '@kith/kernel';
import { asSuperuser } from '@kith/kernel/testing';
import { Webhook } from 'standardwebhooks';
import { type InProcessGraph, startInProcess } from '../in-process-graph.js';
import { hurry, pass, until } from './clock.js';
import type { Call } from './receiver.js';
import { down, names, openScene, type Scene, up } from './scene.js';

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

test('a rotated secret signs beside the one before for 24 hours, and alone after that', async () => {
  const { id, secret: old } = await scene.listen(['person.updated']);
  const { secret: fresh } = await scene.organization.write('rotateWebhookSecret', { id }, 'secret');
  expect(fresh).not.toBe(old);
  const ada = await scene.person();
  await scene.rename(ada, '1');
  await scene.taken(1);
  const verify = (secret: string, call: Call) =>
    new Webhook(secret).verify(call.text, call.headers as Record<string, string>);
  const [both] = scene.receiver.taken as [Call];
  expect(verify(old, both)).toEqual(verify(fresh, both));
  await pass(graph.databaseName, '25 hours');
  await scene.rename(ada, '2');
  await scene.taken(2);
  const [, alone] = scene.receiver.taken as [Call, Call];
  expect(verify(fresh, alone)).toMatchObject({ data: { displayName: '2' } });
  expect(() => verify(old, alone)).toThrow();
});

test('after a day of nothing but failure a delivery is dead, and its endpoint pauses and says so', async () => {
  scene.receiver.answer = down;
  const { id } = await scene.listen(['person.updated']);
  const { id: watching } = await scene.listen(['webhook_endpoint.paused']);
  const ada = await scene.person();
  await scene.rename(ada, '1', '2');
  await scene.noted(id, 2);
  await until(() => scene.receiver.calls.length > 0);
  await pass(graph.databaseName, '24 hours');
  await hurry(graph.databaseName);
  await until(async () => (await scene.endpoint(id)).status === 'PAUSED');
  const paused = await scene.endpoint(id);
  expect(paused.pauseReason).toMatch('24 hours');
  const byStatus = (status: string) =>
    paused.deliveries.filter((delivery: { status: string }) => delivery.status === status);
  expect([byStatus('DEAD').length, byStatus('PENDING').length]).toEqual([1, 1]);
  scene.receiver.answer = up;
  await scene.taken(1);
  expect(scene.receiver.taken[0]?.body).toMatchObject({
    type: 'webhook_endpoint.paused',
    subject: id,
    data: { reason: paused.pauseReason },
  });
  await until(async () => (await scene.endpoint(watching)).deliveries[0].status === 'DELIVERED');

  await scene.organization.write('resumeWebhookEndpoint', { id }, 'webhookEndpoint { status }');
  await scene.taken(2);
  const deadId = byStatus('DEAD')[0].id;
  await scene.organization.write('redeliverWebhook', { deliveryId: deadId }, 'webhookDelivery { status }');
  await scene.taken(3);
  const [, resumed, again] = scene.receiver.taken as [Call, Call, Call];
  expect(names([resumed, again])).toEqual(['2', '1']);
  expect(again.headers['webhook-id']).toBe(deadId);
});

test('while an endpoint is paused, what happens waits, and comes in its order after that', async () => {
  const { id } = await scene.listen(['person.updated']);
  const { webhookEndpoint } = await scene.organization.write(
    'pauseWebhookEndpoint',
    { id, reason: 'We move' },
    'webhookEndpoint { status pauseReason }',
  );
  expect(webhookEndpoint).toEqual({ status: 'PAUSED', pauseReason: 'We move' });
  const ada = await scene.person();
  await scene.rename(ada, '1', '2');
  await scene.noted(id, 2);
  await hurry(graph.databaseName);
  await scene.organization.write(
    'sendTestWebhook',
    { id: (await scene.listen(['order.placed'])).id },
    '__typename',
  );
  await until(() => scene.receiver.calls.length === 1);
  expect(scene.receiver.calls[0]?.body.type).toBe('webhook_endpoint.tested');
  await scene.organization.write('resumeWebhookEndpoint', { id }, '__typename');
  await scene.taken(3);
  expect(names(scene.receiver.taken.slice(1))).toEqual(['1', '2']);
});

test('when the user for whom it acts is no member any more, nothing is sent and the endpoint pauses', async () => {
  const { id } = await scene.listen(['person.updated']);
  const { createdBy } = await scene.endpoint(id);
  expect(decodeId('User', createdBy.id)).toBe(scene.organization.owner.userId);
  await asSuperuser(graph.databaseName, (client) =>
    client.query('delete from identity.membership where organization_id = $1', [scene.organization.id]),
  );
  await scene.rename(await scene.person(), '1');
  await until(async () => (await scene.endpoint(id)).status === 'PAUSED');
  const { pauseReason, deliveries } = await scene.endpoint(id);
  expect(pauseReason).toMatch('no member');
  expect(deliveries[0]).toMatchObject({
    status: 'FAILED',
    attempts: [{ error: pauseReason, requestBody: null, responseStatus: null }],
  });
  expect(scene.receiver.calls).toEqual([]);
});

test("a user who may not read events any more is not told them, and a query answers with the user's present rights", async () => {
  const query = `query ($subject: ID!) { person(by: { id: $subject }) { displayName } events { totalCount } }`;
  const plain = await scene.listen(['person.updated']);
  const asking = await scene.listen(['person.updated'], { query });
  await asSuperuser(graph.databaseName, (client) =>
    client.query(`update identity.membership set role = 'MEMBER' where organization_id = $1`, [
      scene.organization.id,
    ]),
  );
  await scene.rename(await scene.person(), '1');
  await until(async () => (await scene.endpoint(plain.id)).status === 'PAUSED');
  await scene.taken(1);
  expect((await scene.endpoint(plain.id)).pauseReason).toMatch('event:read');
  expect((await scene.endpoint(asking.id)).status).toBe('ACTIVE');
  expect(scene.receiver.calls.map(({ body }) => body.errors)).toEqual([
    [expect.objectContaining({ code: expect.stringMatching(/FORBIDDEN|BAD_USER_INPUT/), path: ['events'] })],
  ]);
});

test('a secret is nowhere but sealed in its own table', async () => {
  const { id, secret } = await scene.listen(['person.updated']);
  const { secret: fresh } = await scene.organization.write('rotateWebhookSecret', { id }, 'secret');
  await scene.organization.write('sendTestWebhook', { id }, '__typename');
  await until(() => scene.receiver.calls.length === 1);
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

test('a deleted endpoint takes all with it', async () => {
  const { id } = await scene.listen(['person.updated']);
  await scene.rename(await scene.person(), '1');
  await scene.taken(1);
  const { deletedId } = await scene.organization.write('deleteWebhookEndpoint', { id }, 'deletedId');
  expect(deletedId).toBe(id);
  const { webhookEndpoint, webhookEndpoints } = await scene.organization.ask(
    `{ webhookEndpoints { totalCount } webhookEndpoint(id: "${id}") { id } }`,
  );
  expect([webhookEndpoint, webhookEndpoints.totalCount]).toEqual([null, 0]);
});
