import { prepare } from './prepare.mjs';
import { run } from './run.mjs';
import { at, environment, root, tsc, workspaceNode } from './workspace.mjs';

/** Compiles at every save, and starts the system anew with what was compiled. When one of the two ends, so does the other. */
export async function dev(args) {
  await prepare({ allowErrors: true });
  const node = workspaceNode();
  const one = new AbortController();
  const options = { env: environment(), until: one.signal };
  const both = [
    run(node, [tsc, '-b', '--watch', '--preserveWatchOutput', root], options),
    run(node, ['--watch', '--watch-preserve-output', at('standalone/dist/main.js'), ...args], options),
  ];
  const code = await Promise.race(both);
  one.abort();
  await Promise.all(both);
  return code;
}
