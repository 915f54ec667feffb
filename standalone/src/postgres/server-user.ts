import { spawnSync } from 'node:child_process';
import { chown, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PostgresBinaries } from './binaries.js';

/**
 * Postgres refuses to run as root. Who is not root runs it as themselves; root runs it as another user or, where no
 * other user can reach the files, in a user namespace in which root is called `nobody`.
 */
export type ServerUser =
  | { kind: 'self' }
  | { kind: 'other'; uid: number; gid: number }
  | { kind: 'namespace' };

export interface Command {
  file: string;
  arguments: string[];
  identity: { uid?: number; gid?: number };
}

export function commandAs(user: ServerUser, file: string, args: string[]): Command {
  if (user.kind === 'self') return { file, arguments: args, identity: {} };
  if (user.kind === 'other') return { file, arguments: args, identity: { uid: user.uid, gid: user.gid } };
  const map = ['--user', '--map-user=65534', '--map-group=65534'];
  return { file: 'unshare', arguments: [...map, file, ...args], identity: {} };
}

/**
 * Decides who runs Postgres in this folder, and gives the folder with all that is in it to them.
 *
 * @throws Error when the folder is another user's and we are not root, or when root finds no way to run Postgres.
 */
export async function takeFolder(root: string, binaries: PostgresBinaries): Promise<ServerUser> {
  const { uid, gid } = await stat(root);
  const self = process.getuid?.();
  if (self !== 0) {
    if (self === uid) return { kind: 'self' };
    throw new Error(
      `The data folder ${root} belongs to another user (uid ${uid}). Delete it, or choose another folder.`,
    );
  }
  const owner = uid === 0 ? [] : [{ uid, gid }];
  for (const other of [...owner, ...(await systemUsers('postgres', 'nobody'))]) {
    await giveTo(root, other.uid, other.gid);
    const user: ServerUser = { kind: 'other', ...other };
    if (canRun(user, root, binaries)) return user;
  }
  await giveTo(root, 0, 0);
  const user: ServerUser = { kind: 'namespace' };
  if (canRun(user, root, binaries)) return user;
  throw new Error(
    `Postgres does not run as root, and no other user can reach ${root} and ${binaries.postgres}. Run as another user, or choose folders that all users may enter.`,
  );
}

function canRun(user: ServerUser, root: string, binaries: PostgresBinaries): boolean {
  const test = ['-c', 'test -x "$0" && test -w "$1"', binaries.postgres, root];
  const command = commandAs(user, '/bin/sh', test);
  return (
    spawnSync(command.file, command.arguments, { ...command.identity, cwd: '/', stdio: 'ignore' }).status ===
    0
  );
}

async function giveTo(folder: string, uid: number, gid: number): Promise<void> {
  const now = await stat(folder);
  if (now.uid === uid && now.gid === gid) return;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isSymbolicLink()) await chown(path.join(entry.parentPath, entry.name), uid, gid);
  }
  await chown(folder, uid, gid);
}

async function systemUsers(...names: string[]): Promise<{ uid: number; gid: number }[]> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'));
  return names.flatMap((name) => {
    const line = lines.find((fields) => fields[0] === name);
    return line ? [{ uid: Number(line[2]), gid: Number(line[3]) }] : [];
  });
}
