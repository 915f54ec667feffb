import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, rmdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DataFolder } from './data-folder.js';
import type { ServerUser } from './server-user.js';

/** The kernel's limit for the path of a socket is 107 bytes on Linux and 103 on a Mac. */
const longestPathBytes = 103;
const socketName = '.s.PGSQL.5432';

/**
 * Makes the folder of the server's socket, which only the server's user (and root) may enter: whoever reaches the
 * socket is trusted. It is in the data folder or, where that path is too long for a socket, among the temporary files.
 */
export async function makeSocketFolder(folder: DataFolder, user: ServerUser): Promise<string> {
  const inside = path.join(folder.root, 'socket');
  if (Buffer.byteLength(path.join(inside, socketName)) <= longestPathBytes) {
    await make(inside, user);
    return inside;
  }
  const name = `kith-${createHash('sha256').update(folder.root).digest('hex').slice(0, 16)}`;
  // A TMPDIR of our own may be closed to the user that Postgres runs as.
  const outside = path.join(user.kind === 'other' ? '/tmp' : os.tmpdir(), name);
  await make(outside, user);
  return outside;
}

/** Deletes a socket's folder when its server is gone, and only if nothing is in it. */
export async function removeSocketFolder(socketFolder: string): Promise<void> {
  await rmdir(socketFolder).catch(() => undefined);
}

async function make(socketFolder: string, user: ServerUser): Promise<void> {
  await mkdir(socketFolder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const found = await lstat(socketFolder);
  const owners = [process.getuid?.(), user.kind === 'other' ? user.uid : undefined];
  if (!found.isDirectory() || !owners.includes(found.uid)) {
    throw new Error(`${socketFolder} belongs to another user. Delete it.`);
  }
  if (user.kind === 'other') await chown(socketFolder, user.uid, user.gid);
  await chmod(socketFolder, 0o700);
}
