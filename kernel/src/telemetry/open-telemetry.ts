import { optional, url, type ValuesOf } from '../configuration.js';
import type { Logger } from '../log.js';
import { logActivities } from './log-activities.js';
import { measure } from './measure.js';

/** Where traces are sent, as OpenTelemetry calls it; its other settings (`OTEL_…`) are read by its own library. */
export const telemetrySettings = { OTEL_EXPORTER_OTLP_ENDPOINT: optional(url('http', 'https')) };

/** Lets this process tell what happens in it: figures for Prometheus, lines of the log, and traces where somebody takes them. */
export async function openTelemetry(
  name: string,
  { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }: ValuesOf<typeof telemetrySettings>,
  logger: Logger,
): Promise<{ stop(): Promise<void> }> {
  measure();
  const forget = logActivities(logger);
  // What nobody takes is not even loaded.
  const traces = endpoint === null ? null : (await import('./traces.js')).openTraces(name);
  return {
    async stop() {
      forget();
      await traces?.stop();
    },
  };
}
