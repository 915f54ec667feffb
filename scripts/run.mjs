import { spawn } from 'node:child_process';
import os from 'node:os';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** Ctrl-C reaches us from the terminal and again from npm. */
const sameSignalMs = 500;

/**
 * Runs a program until it ends. It has a process group of its own and so hears each signal once, from us, whether
 * that was sent to our whole group or to us alone.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean, until?: AbortSignal, onStart?: (pid: number) => void }} options
 *   quiet: what it prints goes to our stderr, not to our stdout; until: ends it
 * @returns {Promise<number>} its exit code, or 128 and the number of the signal that ended it
 */
export async function run(file, args, { env = process.env, quiet = false, until, onStart } = {}) {
  const child = spawn(file, args, { env, detached: true, stdio: quiet ? ['ignore', 2, 2] : 'inherit' });
  if (child.pid) onStart?.(child.pid);
  const last = new Map();
  const forward = (signal) => {
    const now = Date.now();
    if (now - (last.get(signal) ?? 0) > sameSignalMs) child.kill(signal);
    last.set(signal, now);
  };
  for (const signal of forwarded) process.on(signal, forward);
  until?.addEventListener('abort', () => child.kill('SIGTERM'));
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal]));
    });
  } finally {
    for (const signal of forwarded) process.off(signal, forward);
  }
}
