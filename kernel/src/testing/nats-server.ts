import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, isListening } from './ports.js';

/** Debian's package puts it where only an administrator's PATH looks. */
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/bin` };

let isInstalled: boolean | undefined;

/** Whether this machine has a NATS server. Where it has none, says that the tests that want one are skipped. */
export function hasNatsServer(): boolean {
  if (isInstalled !== undefined) return isInstalled;
  isInstalled = spawnSync('nats-server', ['--version'], { env }).status === 0;
  if (!isInstalled)
    process.stdout.write(
      'Tests on NATS are skipped: there is no nats-server (apt-get install nats-server)\n',
    );
  return isInstalled;
}

/** A NATS server with JetStream on a free port, whose store survives it. */
export interface NatsServer {
  readonly url: string;
  start(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Keeps a copy of what it has stored; it must not run. */
  saveStore(): Promise<void>;
  /** Puts the store back to the copy, or, where there is none, to nothing; it must not run. */
  restoreStore(): Promise<void>;
  /** Ends it and removes what it stored. */
  remove(): Promise<void>;
}

export async function natsServer(): Promise<NatsServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'kith-nats-'));
  const [store, copy] = [path.join(folder, 'store'), path.join(folder, 'copy')];
  const port = await freePort();
  let server: ChildProcess | undefined;
  const kill = async () => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  return {
    url: `nats://127.0.0.1:${port}`,
    async start() {
      const settings = ['--jetstream', '--store_dir', store, '--addr', '127.0.0.1', '--port', String(port)];
      server = spawn('nats-server', settings, { env, stdio: 'ignore' });
      while (!(await isListening(port))) {
        if (server.exitCode !== null) throw new Error(`nats-server ended with ${server.exitCode}`);
        await delay(20);
      }
    },
    kill,
    saveStore: () => cp(store, copy, { recursive: true }),
    async restoreStore() {
      await rm(store, { recursive: true, force: true });
      await cp(copy, store, { recursive: true }).catch(() => undefined);
    },
    async remove() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
