import { type ChildProcess, spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresBinaries } from './binaries.js';
import type { DataFolder } from './data-folder.js';
import { clearAway, readPostmasterFile } from './postmaster-file.js';
import { isAlive, isPostgres, signal } from './processes.js';
import { serverEnvironment } from './server-environment.js';
import { commandAs, type ServerUser } from './server-user.js';

/** A Postgres that was spawned by us, or found running. */
export interface Server {
  pid: number;
  socketFolder: string;
  isRunning(): boolean;
  /** Its exit code; null when a signal ended it or it was not our child. */
  exited: Promise<number | null>;
}

export interface Launch {
  folder: DataFolder;
  user: ServerUser;
  binaries: PostgresBinaries;
  settings: Record<string, string>;
  socketFolder: string;
}

/** Spawns a server. It is not ready yet, and may find that another one is using the data already and exit. */
export async function launchServer(launch: Launch): Promise<Server> {
  const { folder, user, binaries, settings, socketFolder } = launch;
  const all = { ...settings, unix_socket_directories: quoted(socketFolder) };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = commandAs(user, binaries.postgres, ['-D', folder.data, ...flags]);
  const log = await open(folder.log, 'a', 0o600);
  try {
    const child = spawn(command.file, command.arguments, {
      ...command.identity,
      cwd: '/',
      env: serverEnvironment(),
      stdio: ['ignore', log.fd, log.fd],
      // A group of its own: Ctrl-C is for us, who then stop Postgres when nobody uses it any more.
      detached: true,
    });
    const exited = exitOf(child);
    if (child.pid === undefined) throw new Error(`Postgres could not be spawned: ${command.file}`);
    child.unref();
    return { pid: child.pid, socketFolder, isRunning: () => !isOver(child), exited };
  } finally {
    await log.close();
  }
}

/** The server that runs on this data, as its postmaster.pid says, or null. Waits while one is just starting. */
export async function findServer(folder: DataFolder): Promise<Server | null> {
  for (;;) {
    const file = await readPostmasterFile(folder);
    if (file === null) return null;
    const { pid, socketFolder } = file;
    if (!isAlive(pid) || !isPostgres(pid)) {
      await clearAway(folder, file);
      return null;
    }
    if (socketFolder) return { pid, socketFolder, isRunning: () => isAlive(pid), exited: gone(pid) };
    await sleep(10);
  }
}

/** Stops a server: what runs is cancelled (fast shutdown); one that does not obey is ended harder every ten seconds. */
export async function shutDown(server: Server): Promise<void> {
  for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!server.isRunning()) break;
    signal(server.pid, name);
    const deadline = Date.now() + 10_000;
    while (server.isRunning() && Date.now() < deadline) await sleep(5);
  }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (code) => resolve(code));
  });
}

function isOver(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function gone(pid: number): Promise<null> {
  while (isAlive(pid)) await sleep(200, undefined, { ref: false });
  return null;
}

/** A folder in a setting that holds a list of folders. */
function quoted(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`;
}
