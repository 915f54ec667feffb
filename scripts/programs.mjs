import { prepare } from './prepare.mjs';
import { run } from './run.mjs';
import { at, environment, jest, workspaceNode } from './workspace.mjs';

/**
 * Installs and builds where needed, then runs a compiled program of the standalone package.
 *
 * @param {string} file below standalone/dist
 * @param {string[]} args
 */
export async function program(file, args) {
  await prepare();
  const env = environment();
  // Left to itself V8 keeps a hundred megabytes more for young objects than it uses, and is no faster by it.
  env.NODE_OPTIONS = [env.NODE_OPTIONS, '--max-semi-space-size=32'].filter(Boolean).join(' ');
  return run(workspaceNode(), [at('standalone/dist', file), ...args], { env });
}

/** @param {string[]} args of jest: names of files, -t and the like */
export async function test(args) {
  await prepare();
  return runJest(at('jest.config.cjs'), args);
}

/** What takes too long for every run: kills, long random sequences. */
export async function longTest(args) {
  await prepare();
  return runJest(at('standalone/jest.long.config.cjs'), args);
}

function runJest(config, args) {
  const env = environment();
  // Packages that are ES modules only are loaded by `require`, which jest can do with these modules only.
  const options = '--experimental-vm-modules --disable-warning=ExperimentalWarning';
  env.NODE_OPTIONS = [env.NODE_OPTIONS, options].filter(Boolean).join(' ');
  return run(workspaceNode(), [jest, '--config', config, ...args], { env });
}
