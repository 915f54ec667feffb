import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createLogger,
  httpEndpoint,
  openTelemetry,
  type Served,
  type SubgraphEndpoint,
  serveEndpoint,
} from '@kith/kernel';
import { actor } from '../in-process-graph.js';
import { type InProcessGateway, startInProcessGateway } from '../subscriptions/in-process-gateway.js';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status: { readonly code?: number };
  readonly attributes: readonly { key: string; value: { stringValue?: string } }[];
}

const spans: Span[] = [];
/** Takes traces as a collector does: OTLP over HTTP, in JSON. */
const collector = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString());
  for (const { scopeSpans } of resourceSpans) for (const scope of scopeSpans) spans.push(...scope.spans);
  response.setHeader('content-type', 'application/json').end('{}');
});

const logger = createLogger('test', 'error');
const served: Served[] = [];
const opened: { close(): Promise<void> }[] = [];
let gateway: InProcessGateway;
let telemetry: { stop(): Promise<void> };
beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = endpoint;
  telemetry = await openTelemetry('test', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }, logger);
  gateway = await startInProcessGateway({ reach: (one) => (one.name === 'crm' ? behindHttp(one) : one) });
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  for (const one of opened) await one.close();
  for (const one of served) await one.stop();
  collector.close();
});

/** A subgraph as if it were a process of its own: what joins its spans to the others has to travel in a header. */
function behindHttp(endpoint: SubgraphEndpoint): SubgraphEndpoint {
  const { name } = endpoint;
  const key = randomBytes(32);
  const reached = serveEndpoint(endpoint, { host: '127.0.0.1', port: 0, key, logger }).then((one) => {
    served.push(one);
    const reached = httpEndpoint({ name, url: one.url, key, timeoutMs: 10_000, logger });
    opened.push(reached);
    return reached;
  });
  return { name, execute: async (...asked) => (await reached).execute(...asked) };
}

test('a trace goes from its client through the gateway and the subgraphs down to the statements', async () => {
  const traceId = randomBytes(16).toString('hex');
  const clientSpan = randomBytes(8).toString('hex');
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await gateway.tokenOf(actor)}`,
      traceparent: `00-${traceId}-${clientSpan}-01`,
      'x-request-id': 'traced-1',
    },
    body: JSON.stringify({
      query: 'query Traced { people { totalCount } deals { totalCount } }',
    }),
  });
  expect(await response.json()).toMatchObject({
    data: { people: { totalCount: expect.any(Number) }, deals: { totalCount: 0 } },
  });
  // Ending sends what is left.
  await telemetry.stop();
  const own = spans.filter((span) => span.traceId === traceId);
  const named = (name: string) => own.find((span) => span.name === name) as Span;
  const below = (parent: Span) => own.filter(({ parentSpanId }) => parentSpanId === parent.spanId);
  const operation = named('query Traced');
  expect(operation.parentSpanId).toBe(clientSpan);
  expect(operation.attributes).toContainEqual({
    key: 'kith.request_id',
    value: { stringValue: 'traced-1' },
  });
  expect(
    below(operation)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['ask crm', 'ask identity']);
  for (const subgraph of ['crm', 'identity']) {
    const [answer] = below(named(`ask ${subgraph}`)) as [Span];
    expect(answer.name).toBe(`answer of ${subgraph}`);
    const statements = below(answer).map(({ name }) => name.toLowerCase());
    expect(statements).toContain('begin');
    expect(statements).toContain('select');
  }
});
