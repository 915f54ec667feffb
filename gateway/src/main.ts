import { createLogger, httpEndpoint, onStop, openTelemetry, serveMetrics } from '@kith/kernel';
import { readGatewaySettings } from './configuration.js';
import { startGateway } from './front/server.js';

/** The gateway as a process of its own, with every subgraph behind HTTP. */
async function main(): Promise<void> {
  const settings = readGatewaySettings(process.env);
  const { timeoutMs, subgraphs } = settings;
  const logger = createLogger('gateway', settings.logLevel);
  const telemetry = await openTelemetry('gateway', settings.telemetry, logger);
  const metrics = await serveMetrics(settings.metrics);
  const endpoints = subgraphs.map((subgraph) => httpEndpoint({ ...subgraph, timeoutMs, logger }));
  const gateway = await startGateway({
    ...settings,
    endpoints,
    logger,
  });
  onStop(async () => {
    await gateway.stop();
    await Promise.all(endpoints.map((endpoint) => endpoint.close()));
    await metrics.stop();
    await telemetry.stop();
  });
}

main().catch((error: Error) => {
  process.stderr.write(`The gateway does not start: ${error.message}\n`);
  // What is open already would keep it alive, and whoever supervises it would never start it again.
  process.exit(1);
});
