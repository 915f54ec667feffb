import { spawnSync } from 'node:child_process';
import { appendFileSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Takes a lock that one process holds at a time, waiting for as long as another living one holds it. It ends with its
 * holder: one whose holder was killed, or whose process number went to another process, is taken over.
 *
 * @param {string} file where the lock is
 * @param {() => void} onWait called once when there is something to wait for
 * @returns {Promise<{ release(): void, shareWith(pid: number): void }>} release happens at exit if not before; a process
 *   that the lock is shared with holds it too, so that what a killed holder began is not begun again beside it
 */
export async function takeLock(file, onWait) {
  for (let round = 0; ; round++) {
    const lock = tryLock(file);
    if (lock) return lock;
    if (round === 3) onWait();
    await sleep(100);
  }
}

/** @returns null when a living process holds the lock */
function tryLock(file) {
  const self = identityOf(process.pid);
  const lock = create(file, self);
  if (lock) return lock;
  const holders = read(file);
  if (holders === null || holders.split('\n').some(isRunning)) return null;
  // Of all who see that its holder is dead, one may delete its lock, and nobody the lock of who comes after it.
  const right = tryLock(`${file}.${holders.split('\n')[0].replace(/\W+/g, '-')}`);
  if (right) {
    if (read(file) === holders) rmSync(file, { force: true });
    right.release();
  }
  return null;
}

/** Makes the file with its content in one step, unless it exists. */
function create(file, content) {
  const draft = `${file}.draft-${process.pid}`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, file);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return null;
  } finally {
    rmSync(draft, { force: true });
  }
  const release = () => {
    process.off('exit', release);
    rmSync(file, { force: true });
  };
  process.once('exit', release);
  return { release, shareWith: (pid) => appendFileSync(file, `\n${identityOf(pid)}`) };
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function isRunning(identity) {
  return identityOf(Number(identity.split(' ')[0])) === identity;
}

/** A process by its number and the time when it began, because numbers are given again. */
function identityOf(pid) {
  return `${pid} ${startOf(pid)}`;
}

function startOf(pid) {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  }
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; the start is the 20th field after it, in ticks since the boot.
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return 'gone';
  }
}
