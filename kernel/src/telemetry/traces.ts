import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { ActivityChannel } from './activity.js';
import {
  handlings,
  jobs,
  operations,
  statements,
  subgraphAnswers,
  subgraphRequests,
  webhookCalls,
} from './channels.js';
import { codesOf } from './measure.js';
import { type TraceContext, traceContext } from './trace-context.js';

interface Traced extends TraceContext {
  readonly context: Context;
}

interface Told {
  readonly name: string;
  readonly kind?: SpanKind;
  readonly attributes: Attributes;
  /** Where the trace begins that it goes on with, when it came from outside. */
  readonly traceparent?: string | undefined;
}

const propagator = new W3CTraceContextPropagator();

/**
 * Makes spans of what is announced in this process, and sends them where the settings of OpenTelemetry say (`OTEL_…`). Only
 * who traces loads this file.
 */
export function openTraces(serviceName: string): { stop(): Promise<void> } {
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': serviceName }))
    .merge(detectResources({ detectors: [envDetector] }));
  const provider = new BasicTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  const tracer = provider.getTracer('kith');
  const follow = <Detail extends object>(
    channel: ActivityChannel<Detail>,
    tell: (detail: Detail) => Told,
  ) => {
    const spans = new WeakMap<object, Span>();
    const begin = (activity: object): Traced => {
      const { name, kind = SpanKind.INTERNAL, attributes, traceparent } = tell(activity as Detail);
      const { beganAt } = activity as { beganAt: number };
      const above = (traceContext.getStore() as Traced | undefined)?.context ?? contextOf(traceparent);
      const startTime = performance.timeOrigin + beganAt;
      const span = tracer.startSpan(name, { kind, attributes, startTime }, above);
      spans.set(activity, span);
      const { traceId, spanId, traceFlags } = span.spanContext();
      const flags = traceFlags.toString(16).padStart(2, '0');
      return { context: trace.setSpan(above, span), traceparent: `00-${traceId}-${spanId}-${flags}` };
    };
    channel.channel.start.bindStore(traceContext, begin as (activity: unknown) => TraceContext);
    channel.onEnd((activity) => {
      if (!spans.has(activity)) begin(activity);
      const span = spans.get(activity) as Span;
      const codes = [...codesOf(activity)];
      if (codes.length > 0) span.setStatus({ code: SpanStatusCode.ERROR, message: codes.join() });
      span.end();
    });
  };
  follow(operations, ({ operationName, kind, origin }) => ({
    name: operationName ? `${kind} ${operationName}` : kind,
    kind: SpanKind.SERVER,
    traceparent: origin.traceparent,
    attributes: {
      'graphql.operation.type': kind,
      'graphql.operation.name': operationName ?? undefined,
      'kith.request_id': origin.requestId,
      'kith.organization_id': origin.actor?.organizationId ?? undefined,
      'kith.user_id': origin.actor?.userId ?? undefined,
    },
  }));
  follow(subgraphRequests, ({ service, requestId }) => ({
    name: `ask ${service}`,
    kind: SpanKind.CLIENT,
    attributes: { 'kith.subgraph': service, 'kith.request_id': requestId },
  }));
  follow(subgraphAnswers, ({ service, origin }) => ({
    name: `answer of ${service}`,
    kind: SpanKind.SERVER,
    traceparent: origin.traceparent,
    attributes: { 'kith.subgraph': service, 'kith.request_id': origin.requestId },
  }));
  follow(statements, ({ schema, text }) => ({
    name: text.trimStart().split(/\s/, 1)[0] ?? 'statement',
    kind: SpanKind.CLIENT,
    attributes: { 'db.system.name': 'postgresql', 'db.namespace': schema, 'db.query.text': text },
  }));
  follow(handlings, ({ schema, source, type, eventId, count, organizationId, requestId }) => ({
    name: `handle ${type}`,
    kind: SpanKind.CONSUMER,
    attributes: {
      'kith.subgraph': schema,
      'kith.source': source,
      'kith.event_id': eventId,
      'kith.events': count,
      'kith.organization_id': organizationId,
      'kith.request_id': requestId,
    },
  }));
  follow(jobs, ({ schema, task, organizationId, requestId }) => ({
    name: task,
    kind: SpanKind.CONSUMER,
    attributes: {
      'kith.subgraph': schema,
      'kith.organization_id': organizationId,
      'kith.request_id': requestId,
    },
  }));
  follow(webhookCalls, ({ deliveryId, eventId, organizationId, requestId }) => ({
    name: 'call webhook',
    kind: SpanKind.CLIENT,
    attributes: {
      'kith.delivery_id': deliveryId,
      'kith.event_id': eventId,
      'kith.organization_id': organizationId,
      'kith.request_id': requestId,
    },
  }));
  return { stop: () => provider.shutdown() };
}

function contextOf(traceparent: string | undefined): Context {
  if (!traceparent) return ROOT_CONTEXT;
  return propagator.extract(
    ROOT_CONTEXT,
    { traceparent },
    { get: (carrier, key) => carrier[key], keys: Object.keys },
  );
}
