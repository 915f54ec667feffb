import { createLogger, openTelemetry } from '@kith/kernel';
import { actor } from '../in-process-graph.js';
import { type InProcessGateway, startInProcessGateway } from '../subscriptions/in-process-gateway.js';

const secrets = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `hunter-${number}-${'x'.repeat(12)}`);
const [bearer, cookie, apiKey, password, inUrl, inVariables, inError, inCause] = secrets as string[];

let log = '';
const logger = createLogger('test', 'trace', {
  write(line) {
    log += line;
  },
});
let gateway: InProcessGateway;
let telemetry: { stop(): Promise<void> };
beforeAll(async () => {
  telemetry = await openTelemetry('test', { OTEL_EXPORTER_OTLP_ENDPOINT: null }, logger);
  gateway = await startInProcessGateway({
    logger,
    // What a subgraph throws beside its answers is logged whole.
    reach: (endpoint) => ({
      ...endpoint,
      async execute(request, origin, signal) {
        if (!request.query.includes('companies')) return endpoint.execute(request, origin, signal);
        const cause = Object.assign(new Error('duplicate key'), { detail: `Key (hash)=(${inCause})` });
        throw Object.assign(new Error(`postgres://kith:${inError}@localhost refuses password=${inError}`), {
          cause,
          parameters: [inCause],
          config: { headers: { authorization: bearer } },
        });
      },
    }),
  });
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  await telemetry.stop();
});

async function post(query: string, variables: object, headers: Record<string, string>) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return response.json() as Promise<{ errors?: { extensions: { code: string } }[] }>;
}

test('no secret that a request brings, or an error holds, is in any line of the log', async () => {
  const authorization = `Bearer ${await gateway.tokenOf(actor)}`;
  const given = { cookie: `session=${cookie}`, 'x-api-key': apiKey as string };
  const refused = await post(
    '{ people { totalCount } }',
    {},
    { ...given, authorization: `Bearer ${bearer}` },
  );
  expect(refused.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  await post('query A($password: Int!) { node(id: $password) { id } }', { password }, { authorization });
  await post(
    'mutation B($input: CreatePersonInput!) { createPerson(input: $input) { person { id } } }',
    { input: { displayName: 'Ada', password: inVariables } },
    { authorization },
  );
  const search = new URLSearchParams({ query: `{ node(id: "${inUrl}") { id } }`, token: inUrl as string });
  await fetch(`${gateway.url}/graphql?${search}`, { headers: { ...given, authorization } });
  const failed = await post('query C { companies { totalCount } }', {}, { ...given, authorization });
  expect(failed.errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
  logger.warn(
    { headers: { authorization, ...given }, variables: { input: { password } } },
    `secret=${password}`,
  );
  expect(log).toContain('a request failed');
  expect(log).toContain('"operationName":"C"');
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  expect(log).not.toContain(authorization.slice('Bearer '.length));
});
