import { subscribe } from 'node:diagnostics_channel';
import type { ExecutionResult } from 'graphql';
import { Counter, collectDefaultMetrics, Histogram } from 'prom-client';
import type { ActivityChannel } from './activity.js';
import { boundedNames } from './bounded-names.js';
import {
  type CacheRead,
  handlings,
  jobs,
  operations,
  statements,
  subgraphAnswers,
  subgraphRequests,
  webhookCalls,
} from './channels.js';
import { registry } from './registry.js';

/** From half a millisecond, which is a statement, to the longest that an operation may take. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const mostOperationNames = 200;

let isMeasuring = false;

/** From now on this process measures what is announced in it. */
export function measure(): void {
  if (isMeasuring) return;
  isMeasuring = true;
  collectDefaultMetrics({ register: registry });
  const nameOf = boundedNames(mostOperationNames);
  time(operations, 'kith_operation', 'Operations that were run.', ['operation', 'kind'], (one) => [
    nameOf(one.operationName),
    one.kind,
  ]);
  time(subgraphRequests, 'kith_subgraph_request', 'Requests to subgraphs.', ['subgraph'], (one) => [
    one.service,
  ]);
  time(subgraphAnswers, 'kith_subgraph_answer', 'Requests that subgraphs answered.', ['subgraph'], (one) => [
    one.service,
  ]);
  time(statements, 'kith_statement', 'Statements of SQL.', ['schema'], (one) => [one.schema]);
  time(
    handlings,
    'kith_handling',
    'Events that took effect, those of one change together.',
    ['schema', 'source'],
    (one) => [one.schema, one.source],
  );
  time(jobs, 'kith_job', 'Jobs.', ['schema', 'task'], (one) => [one.schema, one.task]);
  time(webhookCalls, 'kith_webhook_call', 'Calls of webhooks.', [], () => []);
  const cacheReads = counter('kith_cache_reads_total', 'Looks into what is remembered.', 'cache', 'outcome');
  subscribe('kith:cache-read', (read) => {
    const { cache, isHit } = read as CacheRead;
    cacheReads.inc({ cache, outcome: isHit ? 'hit' : 'miss' });
  });
  const told = counter('kith_told_errors_total', 'Errors that clients were told.', 'code');
  subscribe('kith:told-error', (code) => told.inc({ code: code as string }));
}

/** How long activities of one kind take, and how many of them fail and by which code. */
function time<Detail extends object, Result>(
  channel: ActivityChannel<Detail, Result>,
  name: string,
  help: string,
  labelNames: readonly string[],
  labelsOf: (detail: Detail) => readonly string[],
): void {
  const seconds = new Histogram({
    name: `${name}_seconds`,
    help: `${help} In seconds.`,
    labelNames,
    buckets,
    registers: [registry],
  });
  const failed = counter(`${name}_failures_total`, `${help} Those that failed.`, ...labelNames, 'code');
  channel.onEnd((activity, lastedMs) => {
    const labels = labelsOf(activity);
    seconds.labels(...labels).observe(lastedMs / 1_000);
    for (const code of codesOf(activity)) failed.labels(...labels, code).inc();
  });
}

function counter<Label extends string>(name: string, help: string, ...labelNames: Label[]): Counter<Label> {
  return new Counter({ name, help, labelNames, registers: [registry] });
}

/** What went wrong with an activity: by codes of ours, or of Postgres, or only that something did. */
export function codesOf({
  error,
  result,
}: {
  readonly error?: unknown;
  readonly result?: unknown;
}): Set<string> {
  if (error) return new Set([codeOf(error as object)]);
  const { errors = [], isDelivered } = (result ?? {}) as ExecutionResult & { isDelivered?: boolean };
  if (isDelivered === false) return new Set(['NOT_DELIVERED']);
  return new Set(errors.map(codeOf));
}

function codeOf(error: { extensions?: { code?: unknown }; code?: unknown }): string {
  const code = error.extensions?.code ?? error.code;
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'INTERNAL_SERVER_ERROR';
}
