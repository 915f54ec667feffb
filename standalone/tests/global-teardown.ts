import { rm } from 'node:fs/promises';
import type { TestServers } from './global-setup.js';

export default async function teardown(): Promise<void> {
  const { postgres, folder } = (globalThis as unknown as { testServers: TestServers }).testServers;
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
