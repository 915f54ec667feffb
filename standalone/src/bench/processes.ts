import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { signAccessToken } from '@kith/gateway';
import type { Actor } from '@kith/kernel';
import { unlimited } from './unlimited.js';

/** A deployment that runs as processes of its own, with the demo loaded, on a data folder that is removed at the end. */
export interface Deployment {
  readonly url: string;
  readonly dataFolder: string;
  readonly process: ChildProcess;
  /** A user of the demo. */
  user(email: string): Promise<Actor>;
  /** An access token, good for an hour. */
  tokenOf(actor: Actor): Promise<string>;
  /** An access token of a user of the demo. */
  token(email: string): Promise<string>;
  /** Ends it, and removes its data unless another start shall go on with them. */
  stop(data?: 'kept'): Promise<void>;
}

/** How a program is started otherwise than all are. */
export interface Started {
  readonly environment?: Readonly<Record<string, string>>;
  /** The file that takes its log. */
  readonly log?: number;
}

const opened = new Set<() => Promise<void>>();

/** Ends what is still running, the last first: they stand on those that were there before them. */
export async function closeAll(): Promise<void> {
  for (const close of [...opened].reverse()) await close();
}

/** Starts a program of this package that says where the graph is once it is ready. */
export async function startDeployment(
  program: 'bench/standalone.js' | 'bench/door-deployment.js' | 'distributed.js',
  dataFolder?: string,
  more: Started = {},
): Promise<Deployment> {
  const folder = dataFolder ?? (await mkdtemp(path.join(tmpdir(), 'kith-bench-')));
  const port = await freePort();
  let isKept = false;
  const child = startProgram(
    program,
    { KITH_DATA: folder, PORT: String(port), NODE_ENV: 'production' },
    more,
  );
  const close = closing(child, async () => {
    if (!isKept) await rm(folder, { recursive: true, force: true });
  });
  await said(child, 'The graph');
  const read = async (file: string) => JSON.parse(await readFile(path.join(folder, file), 'utf8'));
  const user = async (email: string): Promise<Actor> => (await read('demo-users.json'))[email];
  const tokenOf = async (actor: Actor) =>
    signAccessToken(actor, (await read('access-token-key.json')).privateKey, 3600);
  return {
    url: `http://127.0.0.1:${port}`,
    dataFolder: folder,
    process: child,
    user,
    tokenOf,
    token: async (email) => tokenOf(await user(email)),
    stop: (data) => {
      isKept = data === 'kept';
      return close();
    },
  };
}

/** Starts a program of this package; it ends with the benchmark. */
export function startProgram(
  program: string,
  environment: Record<string, string>,
  more?: Started,
): ChildProcess {
  return startNode(path.resolve(import.meta.dirname, '..', program), environment, more);
}

/** Starts a program of Node; it ends with the benchmark. */
export function startNode(
  file: string,
  environment: Record<string, string>,
  { environment: more, log }: Started = {},
): ChildProcess {
  return spawn(process.execPath, ['--expose-gc', file], {
    env: { ...process.env, LOG_LEVEL: 'error', ...unlimited, ...environment, ...more },
    stdio: ['ignore', 'pipe', log ?? 'inherit', 'ipc'],
  });
}

/** A server in a process of its own, which ends with the benchmark. */
export interface Listening {
  readonly url: string;
  readonly process: ChildProcess;
}

/** Starts a program of this package that listens on `PORT` and then says `ready`. */
export async function startServer(program: string, environment: Record<string, string>): Promise<Listening> {
  return startListening(path.resolve(import.meta.dirname, '..', program), environment);
}

/** The same of any program of Node. */
export async function startListening(file: string, environment: Record<string, string>): Promise<Listening> {
  const port = await freePort();
  const child = startNode(file, { PORT: String(port), NODE_ENV: 'production', ...environment });
  closing(child, async () => undefined);
  await said(child, 'ready');
  return { url: `http://127.0.0.1:${port}`, process: child };
}

/** Ends a process that `startProgram` started, once, and then cleans up after it. */
export function closing(child: ChildProcess, cleanUp: () => Promise<void>): () => Promise<void> {
  return registerClosing(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await cleanUp();
  });
}

/** What is to be done once, when the benchmark is through or is stopped. */
export function registerClosing(work: () => Promise<void>): () => Promise<void> {
  const close = async () => {
    if (opened.delete(close)) await work();
  };
  opened.add(close);
  return close;
}

/** Waits until the program has said the text. */
export function said(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let all = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      all += chunk;
      if (all.includes(text)) resolve();
    });
    child.once('exit', (code) =>
      reject(new Error(`A program ended with ${code} before it said "${text}"; see above`)),
    );
  });
}

/** Below the ports that the system gives to connections: one of those may be taken before who was promised it listens. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
