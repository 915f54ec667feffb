import { randomBytes } from 'node:crypto';
import {
  decodeId,
  type Id,
  reseal,
  roleOf,
  type SealedTable,
  type SecretsKeys,
  seal,
  unseal,
} from '@kith/kernel';
import { asSuperuser, type TestSubgraph, testSubgraph, testUrl } from '@kith/kernel/testing';
import { openMeans, platformObjects } from '@kith/platform-objects';
import pg from 'pg';
import { graphToCome } from '../src/graph-to-come.js';

const [older, newer] = [randomBytes(32), randomBytes(32)];
const both: SecretsKeys = [newer, older];
const table = platformObjects.sealed?.tables[0] as SealedTable;

let subgraph: TestSubgraph;
let means: ReturnType<typeof openMeans>;
let relay: pg.Pool;
beforeAll(async () => {
  means = openMeans({ secretsKeys: [older], graph: graphToCome().graph, mayBePrivate: false });
  subgraph = await testSubgraph(platformObjects, means);
  relay = new pg.Pool({
    connectionString: testUrl(subgraph.databaseName, roleOf('platform_objects', 'relay')),
    options: '-c search_path=platform_objects',
  });
});
afterAll(async () => {
  await relay.end();
  await subgraph.stop();
  await means.close();
});

async function createEndpoint(): Promise<{ id: Id; secret: string }> {
  const { data } = await subgraph.as('ADMIN')(
    `mutation ($input: CreateWebhookEndpointInput!) {
      createWebhookEndpoint(input: $input) { webhookEndpoint { id } secret userErrors { message } } }`,
    { input: { url: 'https://93.184.216.34/hook', eventTypes: ['order.placed'] } },
  );
  const { webhookEndpoint, secret, userErrors } = data.createWebhookEndpoint;
  expect(userErrors).toEqual([]);
  return { id: decodeId('WebhookEndpoint', webhookEndpoint.id), secret };
}

async function sealedOf(id: Id): Promise<Buffer> {
  const { rows } = await asSuperuser(subgraph.databaseName, (sql) =>
    sql.query('select sealed from platform_objects.webhook_secret where endpoint_id = $1', [id]),
  );
  return rows[0].sealed;
}

test('the secrets of webhooks open with the newest key alone, once they are sealed anew', async () => {
  const { id, secret } = await createEndpoint();
  const place = `${subgraph.organizationId}/${id}`;
  expect(unseal([older], place, await sealedOf(id))).toBe(secret);
  expect(await reseal(relay, table, [older])).toBe(0);
  expect(await reseal(relay, table, both)).toBe(1);
  expect(unseal([newer], place, await sealedOf(id))).toBe(secret);
  expect(await reseal(relay, table, both)).toBe(0);
});

test('many are sealed anew some at a time, and what does not open stays as it is and is told of', async () => {
  const { id } = await createEndpoint();
  const place = `${subgraph.organizationId}/${id}`;
  const secrets = Array.from({ length: 1_200 }, (_, index) => seal([older], place, `secret ${index}`));
  const broken = seal([older], 'elsewhere', 'secret');
  await asSuperuser(subgraph.databaseName, (sql) =>
    sql.query(
      `insert into platform_objects.webhook_secret (organization_id, endpoint_id, sealed)
       select $1, $2, unnest($3::bytea[])`,
      [subgraph.organizationId, id, [broken, ...secrets]],
    ),
  );
  const counts: number[] = [];
  const work = async () => {
    for (;;) counts.push(await reseal(relay, table, both));
  };
  await expect(work()).rejects.toThrow('1 secrets of webhook_secret do not open');
  expect(counts.every((count) => count > 0 && count <= 500)).toBe(true);
  expect(counts.reduce((sum, count) => sum + count)).toBe(1_201);
  const { rows } = await asSuperuser(subgraph.databaseName, (sql) =>
    sql.query('select sealed from platform_objects.webhook_secret where endpoint_id = $1', [id]),
  );
  const opened = rows
    .filter(({ sealed }) => !sealed.equals(broken))
    .map(({ sealed }) => unseal([newer], place, sealed));
  expect(opened.filter((secret) => secret.startsWith('secret ')).length).toBe(1_200);
  expect(opened).toHaveLength(1_201);
});

test('a role that answers requests can seal nothing of others anew', async () => {
  const { id } = await createEndpoint();
  const before = await sealedOf(id);
  const runtime = new pg.Pool({
    connectionString: testUrl(subgraph.databaseName, roleOf('platform_objects', 'runtime')),
    options: '-c search_path=platform_objects',
  });
  expect(await reseal(runtime, table, both).catch(() => 0)).toBe(0);
  await runtime.end();
  expect((await sealedOf(id)).equals(before)).toBe(true);
});
