import type { Premises } from '../../src/distributed/processes.js';

/** A bus that the processes of the crash test are given. */
export interface CrashBus {
  readonly name: string;
  /** Starts what it needs beside Postgres; answers how processes are told of it and how it is killed. */
  start(folder: string): Promise<RunningBus>;
}

export interface RunningBus {
  /** What a plan of processes has to know of it. */
  readonly premises: Partial<Premises>;
  /** Ends its server with SIGKILL and starts it again; a bus without a server of its own has none. */
  readonly kill?: () => Promise<void>;
  stop(): Promise<void>;
}

export const buses: readonly CrashBus[] = [
  { name: 'Postgres', start: async () => ({ premises: {}, stop: async () => undefined }) },
];
