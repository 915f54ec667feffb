import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, isListening } from './ports.js';

let isInstalled: boolean | undefined;

/** Whether this machine has a Redis server. Where it has none, says that the tests that want one are skipped. */
export function hasRedisServer(): boolean {
  if (isInstalled !== undefined) return isInstalled;
  isInstalled = spawnSync('redis-server', ['--version']).status === 0;
  if (!isInstalled)
    process.stdout.write(
      'Tests on Redis are skipped: there is no redis-server (apt-get install redis-server)\n',
    );
  return isInstalled;
}

/** A Redis server on a free port, which keeps nothing. */
export interface RedisServer {
  readonly url: string;
  /** Waits until so many clients are connected. */
  connected(clients: number): Promise<void>;
  stop(): Promise<void>;
}

export async function redisServer(): Promise<RedisServer> {
  const port = await freePort();
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server: ChildProcess = spawn('redis-server', settings, { stdio: 'ignore' });
  while (!(await isListening(port))) {
    if (server.exitCode !== null) throw new Error(`redis-server ended with ${server.exitCode}`);
    await delay(20);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    async connected(clients) {
      while (clientsOf(port) < clients) await delay(20);
    },
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
  };
}

/** The one that asks is a client too. */
function clientsOf(port: number): number {
  const { stdout } = spawnSync('redis-cli', ['-p', String(port), 'info', 'clients']);
  return Number(/connected_clients:(\d+)/.exec(String(stdout))?.[1] ?? 0) - 1;
}
