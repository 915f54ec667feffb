import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Failure, say } from './failure.mjs';
import { takeLock } from './lock.mjs';
import { run } from './run.mjs';
import { at, environment, packages, root, tsc, workspaceNode } from './workspace.mjs';

const pnpm = 'pnpm@12.21.0';
const installed = at('node_modules/.kith-installed');

/**
 * Installs what the lockfile says unless that was done, and compiles what changed. One process at a time does so.
 *
 * @param {{ allowErrors?: boolean }} options allowErrors: go on where the compiler finds mistakes; it writes its output anyway
 */
export async function prepare({ allowErrors = false } = {}) {
  const lock = await takeLock(at('.kith.lock'), () =>
    say('Waiting for another command that installs or builds.'),
  );
  try {
    await install(lock.shareWith);
    await build({ allowErrors });
  } finally {
    lock.release();
  }
}

/** Compiles all packages; those that did not change cost nothing. */
export async function build({ allowErrors = false } = {}) {
  const code = await run(workspaceNode(), [tsc, '-b', root], { env: environment(), quiet: true });
  if (code !== 0 && !allowErrors) throw new Failure('The build failed.', code);
}

/** Leaves of what is installed only what programs need that serve: no tools, no Node and no Postgres from npm. */
export async function removeDevelopment() {
  rmSync(installed, { force: true });
  // What is not needed any more would be kept for a week.
  await pnpmInstall(['--prod', '--no-optional', '--config.modules-cache-max-age=0']);
}

/** @param {(pid: number) => void} onStart called with the number of the process that installs */
async function install(onStart) {
  const wanted = fingerprint();
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return;
  say('Installing the dependencies.');
  await pnpmInstall([], onStart);
  writeFileSync(installed, wanted);
}

async function pnpmInstall(options, onStart) {
  const purge = '--config.confirm-modules-purge=false';
  const args = ['-y', pnpm, 'install', '--frozen-lockfile', purge, ...options];
  const code = await run('npx', args, { quiet: true, onStart });
  if (code !== 0) throw new Failure('The dependencies could not be installed.', code);
}

/** Changes when anything changes that an installation depends on. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'package.json',
    ...packages().map((folder) => `${folder}/package.json`),
  ]) {
    hash.update(`\n${file}\n`).update(readFileSync(at(file)));
  }
  return hash.digest('hex');
}
