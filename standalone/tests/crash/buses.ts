import type { NatsSettings } from '@kith/kernel';
import { hasNatsServer, natsServer } from '@kith/kernel/testing';

/** A bus that the processes of the crash test are given. */
export interface CrashBus {
  readonly name: string;
  /** Starts what it needs beside Postgres; answers how processes are told of it and how it is killed. */
  start(): Promise<RunningBus>;
}

export interface RunningBus {
  /** What processes have to know of it, when it is not the one in Postgres. */
  readonly nats?: NatsSettings;
  /** Ends its server with SIGKILL and starts it again; a bus without a server of its own has none. */
  readonly kill?: () => Promise<void>;
  stop(): Promise<void>;
}

async function startNats(): Promise<RunningBus> {
  const server = await natsServer();
  await server.start();
  return {
    nats: { NATS_URL: server.url, NATS_STREAM_MB: 64, NATS_STREAM_DAYS: 7 },
    async kill() {
      await server.kill();
      await server.start();
    },
    stop: () => server.remove(),
  };
}

export const buses: readonly CrashBus[] = [
  { name: 'Postgres', start: async () => ({ stop: async () => undefined }) },
  ...(hasNatsServer() ? [{ name: 'NATS', start: startNats }] : []),
];
