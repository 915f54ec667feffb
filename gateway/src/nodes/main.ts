import { createLogger, httpEndpoint, onStop, openTelemetry, serveEndpoint } from '@kith/kernel';
import { readNodesSettings } from '../configuration.js';
import { nodesEndpoint } from './nodes-endpoint.js';

/** The subgraph `nodes` as a process of its own: it reads who owns what from the printed SDL of the others. */
async function main(): Promise<void> {
  const {
    sdls,
    subgraphs,
    timeoutMs,
    host,
    port,
    key,
    logLevel,
    telemetry: settings,
  } = readNodesSettings(process.env);
  const logger = createLogger('nodes', logLevel);
  const telemetry = await openTelemetry('nodes', settings, logger);
  const endpoints = subgraphs.map((subgraph) => httpEndpoint({ ...subgraph, timeoutMs, logger }));
  const served = await serveEndpoint(nodesEndpoint(sdls, endpoints), { host, port, key, logger });
  logger.info({ url: served.url }, 'serving');
  onStop(async () => {
    await served.stop();
    await Promise.all(endpoints.map((endpoint) => endpoint.close()));
    await telemetry.stop();
  });
}

main().catch((error: Error) => {
  process.stderr.write(`nodes does not start: ${error.message}\n`);
  // What is open already would keep it alive, and whoever supervises it would never start it again.
  process.exit(1);
});
