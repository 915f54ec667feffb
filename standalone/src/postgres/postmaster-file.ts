import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from './data-folder.js';

/** What a server writes about itself into postmaster.pid. The later lines are not there yet while it starts. */
export interface PostmasterFile {
  pid: number;
  socketFolder: string | undefined;
  /** The number of its System V memory segment. */
  memory: string | undefined;
  text: string;
}

export async function readPostmasterFile(folder: DataFolder): Promise<PostmasterFile | null> {
  const text = await readFile(nameIn(folder), 'utf8').catch(() => '');
  // While it is being written a line may be there in part: then its end is not.
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  const pid = Number(lines[0]);
  if (!pid) return null;
  return { pid, socketFolder: lines[4] || undefined, memory: lines[6]?.trim().split(/\s+/)[1], text };
}

/**
 * Deletes the file of a server that was killed, once the last of its processes is gone. Postgres would refuse to start
 * because of it as long as something has that number: another process after a reboot, or the dead one itself where
 * nobody buries it.
 */
export async function clearAway(folder: DataFolder, file: PostmasterFile): Promise<void> {
  const deadline = Date.now() + 10_000;
  while ((await attachedTo(file.memory)) > 0 && Date.now() < deadline) await sleep(10);
  if ((await attachedTo(file.memory)) > 0 || (await readPostmasterFile(folder))?.text !== file.text) return;
  await rm(nameIn(folder), { force: true });
  if (file.socketFolder) await rm(path.join(file.socketFolder, '.s.PGSQL.5432.lock'), { force: true });
}

/** How many processes use a memory segment; 0 where the system does not say. */
async function attachedTo(memory: string | undefined): Promise<number> {
  const table = await readFile('/proc/sysvipc/shm', 'utf8').catch(() => '');
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/));
  return Number(rows.find((row) => row[1] === memory)?.[6] ?? 0);
}

function nameIn(folder: DataFolder): string {
  return path.join(folder.data, 'postmaster.pid');
}
