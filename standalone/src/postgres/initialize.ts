import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { PostgresBinaries } from './binaries.js';
import type { DataFolder } from './data-folder.js';
import { isAlive } from './processes.js';
import { serverEnvironment } from './server-environment.js';
import { commandAs, type ServerUser } from './server-user.js';

const majorVersion = '18';

/**
 * Makes the data of a new Postgres unless it is there. It is made beside its place and renamed into it, so that a
 * killed start leaves nothing half made and of two starts at once one wins.
 *
 * @throws Error when initdb fails, or the data was made by another major version.
 */
export async function initialize(
  folder: DataFolder,
  user: ServerUser,
  binaries: PostgresBinaries,
  durable: boolean,
): Promise<void> {
  await removeAbandoned(folder);
  if (!existsSync(folder.data)) await create(folder, user, binaries, durable);
  const version = (await readFile(path.join(folder.data, 'PG_VERSION'), 'utf8')).trim();
  if (version !== majorVersion) {
    throw new Error(
      `The data in ${folder.root} was made by PostgreSQL ${version}, this is ${majorVersion}. Move it away, or delete it.`,
    );
  }
}

async function create(
  folder: DataFolder,
  user: ServerUser,
  binaries: PostgresBinaries,
  durable: boolean,
): Promise<void> {
  const fresh = path.join(folder.root, `new-${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    await initdb(fresh, user, binaries, durable);
    await rename(fresh, folder.data);
  } catch (error) {
    const somebodyWasFaster = ['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '');
    if (!somebodyWasFaster) throw error;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function initdb(
  target: string,
  user: ServerUser,
  binaries: PostgresBinaries,
  durable: boolean,
): Promise<void> {
  const command = commandAs(user, binaries.initdb, [
    `--pgdata=${target}`,
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync', '--no-data-checksums']),
  ]);
  const child = spawn(command.file, command.arguments, {
    ...command.identity,
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const [code, complaint] = await Promise.all([exited, text(child.stderr)]);
  if (code !== 0) throw new Error(`initdb failed in ${target}:\n${complaint.trim()}`);
}

/** Deletes what a start that was killed during initdb left behind. Its initdb may still be at work: then the next start does it. */
async function removeAbandoned(folder: DataFolder): Promise<void> {
  for (const name of await readdir(folder.root)) {
    const pid = /^new-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) {
      const abandoned = path.join(folder.root, name);
      await rm(abandoned, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }).catch(
        () => undefined,
      );
    }
  }
}
