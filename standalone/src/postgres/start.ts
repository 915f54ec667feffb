import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { postgresBinaries } from './binaries.js';
import { type DataFolder, dataFolder } from './data-folder.js';
import { initialize } from './initialize.js';
import { type InstanceLock, takeInstanceLock } from './instance-lock.js';
import { boundLog, shorten } from './log-file.js';
import { signal } from './processes.js';
import { findServer, launchServer, type Server, shutDown } from './server.js';
import { takeFolder } from './server-user.js';
import { serverSettings } from './settings.js';
import { makeSocketFolder, removeSocketFolder } from './socket-folder.js';

/** A running Postgres that only this process, its children and whoever is the same user can reach. */
export interface Postgres {
  /** The connection URL of a database, as libpq, pg and TypeORM take it, for a role (default: the superuser). */
  url(database: string, role?: string): string;
  socketFolder: string;
  pid: number;
  /** Stops the server and waits until its process is gone. Open connections are ended. */
  stop(): Promise<void>;
  /** Settles when the server's process ends, for whatever reason: its exit code, or null when that is not known. */
  exited: Promise<number | null>;
}

export interface PostgresOptions {
  /** A folder for this server alone. It is made, and given to the user that the server runs as. */
  folder: string;
  /** False where nothing has to survive a crash of the machine, as in tests: writes are then not synced. */
  durable: boolean;
}

/**
 * Starts the embedded Postgres on a folder, makes its data when there is none, and waits until it answers. A server
 * that a killed process left running there is taken over.
 *
 * @throws DataFolderInUse when another instance is running on the folder.
 * @throws Error with the end of the server's log when it does not start.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const folder = dataFolder(options.folder);
  const settings = serverSettings(options.durable);
  await mkdir(path.dirname(folder.root), { recursive: true });
  await mkdir(folder.root, { recursive: true, mode: 0o700 });
  // More than one round is needed only when somebody else starts or stops a server here at the same time.
  for (let round = 0; round < 5; round++) {
    const found = await findServer(folder);
    const server = found ?? (await launch(folder, settings, options.durable));
    const lock = await takeInstanceLock(folder, server);
    if (!lock) {
      await sleep(50 * round);
      continue;
    }
    if (!found || (await takeOver(lock, settings))) return running(folder, server, lock);
    lock.letGo();
    await shutDown(server);
  }
  throw new Error(
    `Postgres does not start in ${folder.root}. The end of its log:\n${await endOfLog(folder)}`,
  );
}

async function launch(
  folder: DataFolder,
  settings: Record<string, string>,
  durable: boolean,
): Promise<Server> {
  const binaries = postgresBinaries();
  const user = await takeFolder(folder.root, binaries);
  await initialize(folder, user, binaries, durable);
  await shorten(folder.log);
  const socketFolder = await makeSocketFolder(folder, user);
  return launchServer({ folder, user, binaries, settings, socketFolder });
}

/** Ends what the killed instance's connections still do. False when the server has other settings than we want. */
async function takeOver(lock: InstanceLock, settings: Record<string, string>): Promise<boolean> {
  const { rows } = await lock.client.query(`select current_setting('cluster_name') as name`);
  if (rows[0].name !== settings['cluster_name']) return false;
  await lock.client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  return true;
}

function running(folder: DataFolder, server: Server, lock: InstanceLock): Postgres {
  const unwatch = boundLog(folder.log);
  const stopLater = (): void => signal(server.pid, 'SIGINT');
  process.once('exit', stopLater);
  void server.exited.then(() => {
    process.off('exit', stopLater);
    unwatch();
  });
  return {
    url: (database, role = 'postgres') =>
      `postgresql://${encodeURIComponent(role)}@${encodeURIComponent(server.socketFolder)}/${encodeURIComponent(database)}`,
    socketFolder: server.socketFolder,
    pid: server.pid,
    exited: server.exited,
    async stop() {
      lock.letGo();
      await shutDown(server);
      await removeSocketFolder(server.socketFolder);
    },
  };
}

async function endOfLog(folder: DataFolder): Promise<string> {
  const log = await readFile(folder.log, 'utf8').catch(() => '');
  return log.trimEnd().split('\n').slice(-10).join('\n');
}
