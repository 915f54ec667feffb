import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import type { TestServers } from './global-setup.js';

export default async function teardown(): Promise<void> {
  const { postgres, graph, folder } = (globalThis as unknown as { testServers: TestServers }).testServers;
  graph?.removeAllListeners('exit');
  if (graph && graph.exitCode === null && graph.kill('SIGTERM')) await once(graph, 'exit');
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
