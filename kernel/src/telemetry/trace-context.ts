import { AsyncLocalStorage } from 'node:async_hooks';

/** Where in a trace the work is that is being done. */
export interface TraceContext {
  /** As it travels in headers, after W3C Trace Context. */
  readonly traceparent: string;
}

/** Filled where traces are made, see `traces.ts`; else always empty. */
export const traceContext = new AsyncLocalStorage<TraceContext>();

/** Headers by which another process goes on with the trace. */
export function traceHeaders(): Readonly<Record<string, string>> {
  const traced = traceContext.getStore();
  return traced ? { traceparent: traced.traceparent } : {};
}

/** What a header says, when it is a traceparent. */
export function traceparentOf(header: unknown): string | undefined {
  return typeof header === 'string' && /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/.test(header)
    ? header
    : undefined;
}
