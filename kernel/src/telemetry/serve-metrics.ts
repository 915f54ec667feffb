import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { metricsContentType, readMetrics } from './registry.js';

export interface ServedMetrics {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves `GET /metrics` on a port of its own, which nobody outside is to reach: the names of operations are nobody's business. */
export async function serveMetrics({ host, port }: { host: string; port: number }): Promise<ServedMetrics> {
  const server = createServer(async (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return response.writeHead(404).end();
    const metrics = await readMetrics();
    response.writeHead(200, { 'content-type': metricsContentType }).end(metrics);
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/metrics`,
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
