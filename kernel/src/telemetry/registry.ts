import { Gauge, Registry } from 'prom-client';

/** What is measured of this process, whatever runs in it. */
export const registry = new Registry();

const readings = new Set<() => unknown>();

/** Calls `read` before the figures are told, until the answer is called. What it cannot find out, the others do not miss. */
export function atReading(read: () => unknown): () => void {
  readings.add(read);
  return () => void readings.delete(read);
}

/** The figures of this moment, as Prometheus reads them. */
export async function readMetrics(): Promise<string> {
  await Promise.allSettled([...readings].map(async (read) => read()));
  return registry.metrics();
}

export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE;

export function gauge<Label extends string>(
  name: string,
  help: string,
  ...labelNames: Label[]
): Gauge<Label> {
  return new Gauge({ name, help, labelNames, registers: [registry] });
}
