import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createLogger, openTelemetry } from '@kith/kernel';
import { asSuperuser } from '@kith/kernel/testing';
import { type InProcessGateway, startInProcessGateway } from '../subscriptions/in-process-gateway.js';
import { until } from '../webhooks/clock.js';
import { createOrganization, type Organization } from '../webhooks/organization.js';
import { type Receiver, startReceiver } from '../webhooks/receiver.js';

type Line = Readonly<Record<string, unknown>>;

const lines: Line[] = [];
const logger = createLogger('test', 'info', { write: (line) => void lines.push(JSON.parse(line)) });
let gateway: InProcessGateway;
let organization: Organization;
let receiver: Receiver;
let telemetry: { stop(): Promise<void> };
beforeAll(async () => {
  telemetry = await openTelemetry('test', { OTEL_EXPORTER_OTLP_ENDPOINT: null }, logger);
  gateway = await startInProcessGateway({ movesEvents: true, mayWebhooksBePrivate: true, logger });
  organization = await createOrganization(gateway.graph);
  receiver = await startReceiver();
  const given = { url: receiver.url, eventTypes: ['person.updated'] };
  await organization.write('createWebhookEndpoint', given, 'webhookEndpoint { id }');
  // Postgres writes down what identity says from now on, on connections that it has to open first.
  await asSuperuser(gateway.graph.databaseName, async (client) => {
    await client.query(`alter database ${gateway.graph.databaseName} set log_statement = 'all'`);
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'kith identity'`);
  });
}, 60_000);
afterAll(async () => {
  await receiver.stop();
  await gateway.stop();
  await telemetry.stop();
});

/** What Postgres has logged. */
const logOfPostgres = () =>
  readFileSync(path.join(path.dirname(process.env.KITH_TEST_POSTGRES as string), 'postgres.log'), 'utf8');

test('one id goes through gateway, subgraph, SQL, event, job and webhook, and all their lines have it', async () => {
  const requestId = 'one-id.of:mine-1';
  const { person } = await organization.write('createPerson', { displayName: 'Ada' }, 'person { id }');
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await gateway.tokenOf(organization.owner)}`,
      'x-request-id': requestId,
    },
    body: JSON.stringify({
      query: 'mutation Rename($input: UpdatePersonInput!) { updatePerson(input: $input) { person { id } } }',
      variables: { input: { id: person.id, displayName: 'Ada Lovelace' } },
    }),
  });
  expect(response.headers.get('x-request-id')).toBe(requestId);
  await until(async () => receiver.taken.length === 1);
  expect(receiver.taken[0]?.headers['x-request-id']).toBe(requestId);
  const { events } = await organization.ask('{ events(last: 10) { nodes { id type requestId } } }');
  const event = events.nodes.find(({ type }: { type: string }) => type === 'person.updated');
  expect(event.requestId).toBe(requestId);

  await until(async () => lines.some(({ msg, requestId: id }) => msg === 'job' && id === requestId));
  const own = lines.filter((line) => line['requestId'] === requestId);
  const of = (msg: string) => own.find((line) => line['msg'] === msg);
  const { userId, id: organizationId } = { ...organization.owner, id: organization.id };
  expect(of('operation')).toMatchObject({
    operationName: 'Rename',
    kind: 'mutation',
    userId,
    organizationId,
    entities: [person.id],
    durationMs: expect.any(Number),
  });
  const heard = { organizationId, durationMs: expect.any(Number) };
  expect(of('event')).toMatchObject({ ...heard, source: 'identity', eventId: expect.any(String) });
  expect(of('job')).toMatchObject({ ...heard, task: 'deliver webhook' });
  expect(of('webhook')).toMatchObject({ ...heard, status: 204, eventId: expect.any(String) });

  const begun = logOfPostgres()
    .split('\n')
    .filter((line) => line.includes(`/* request_id='${requestId}' */ begin`));
  expect(begun.length).toBeGreaterThanOrEqual(1);
  expect(begun.some((line) => line.includes('kith_identity_runtime'))).toBe(true);
});
