import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Failure, say } from './failure.mjs';
import { prepare } from './prepare.mjs';
import { longTest, test } from './programs.mjs';
import { run } from './run.mjs';
import { schema } from './schema.mjs';
import { at, environment, packages, root, tsc, workspaceNode } from './workspace.mjs';

/**
 * All that the pipeline runs; stops at the first step that fails.
 *
 * @param {string[]} args `--without-test` leaves out the step that `npm test` did already
 */
export async function check(args) {
  await prepare();
  for (const [name, step] of steps) {
    if (name === 'test' && args.includes('--without-test')) continue;
    say(`\n── ${name}`);
    const code = await step();
    if (code !== 0) throw new Failure(`\nThe check failed at: ${name}`, code);
  }
  say('\nAll checks passed.');
  return 0;
}

/** Mends what the formatter and the linter can mend. */
export async function fix() {
  await prepare();
  return biome('check', '--write');
}

/** @type {[string, () => Promise<number>][]} */
const steps = [
  ['format and lint', () => biome(process.env.CI ? 'ci' : 'check')],
  ['types of tests', () => tool(tsc, '-p', at('tsconfig.tests.json'))],
  ['imports', imports],
  ['schema', schemaIsCommitted],
  ['test', () => test([])],
  ['test of the graph, distributed', distributedTest],
  ['test:long', () => longTest([])],
];

function biome(...args) {
  return tool(at('node_modules/@biomejs/biome/bin/biome'), ...args, root);
}

function imports() {
  const folders = packages().flatMap((folder) => [`${folder}/src`, `${folder}/tests`]);
  const existing = folders.filter((folder) => existsSync(at(folder)));
  const cruiser = at('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  return tool(cruiser, '--config', at('.dependency-cruiser.cjs'), ...existing);
}

function tool(file, ...args) {
  return run(workspaceNode(), [file, ...args], { env: environment() });
}

/** The same tests of the graph, with a process for each part. */
function distributedTest() {
  process.env.KITH_TEST_DEPLOYMENT = 'distributed';
  return test(['standalone/tests']).finally(() => {
    process.env.KITH_TEST_DEPLOYMENT = '';
  });
}

async function schemaIsCommitted() {
  await schema();
  const changed = git('diff', '--exit-code', '--stat', '--', 'schema');
  const added = git('ls-files', '--others', '--exclude-standard', '--', 'schema');
  if (changed.status === 0 && added.stdout === '') return 0;
  say(
    `${changed.stdout}${added.stdout}The printed schema differs from the one in git: look at the change and add it.`,
  );
  return 1;
}

function git(...args) {
  const done = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (done.error || (done.status ?? 2) > 1)
    throw new Failure(`git ${args[0]} failed: ${done.stderr ?? done.error}`);
  return done;
}
