import { check, fix } from './check.mjs';
import { dev } from './dev.mjs';
import { Failure, say } from './failure.mjs';
import { prepare, removeDevelopment } from './prepare.mjs';
import { longTest, program, test } from './programs.mjs';
import { schema } from './schema.mjs';
import { root } from './workspace.mjs';

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const commands = {
  start: (args) => program('main.js', args),
  token: (args) => program('token.js', args),
  dev,
  async build(args) {
    await prepare();
    if (args.includes('--production')) await removeDevelopment();
    return 0;
  },
  db: (args) => program('db.js', args),
  test,
  'test:long': longTest,
  check,
  fix,
  schema,
  operations: (args) => program('operations.js', args),
  distributed: (args) => program('distributed.js', args),
  bench: (args) => program('bench/main.js', args),
};

const [name, ...args] = process.argv.slice(2);
process.chdir(root);
try {
  const command = commands[name];
  if (!command) throw new Failure(`Say one of: ${Object.keys(commands).join(', ')}.`);
  process.exitCode = await command(args);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(error.message);
  process.exitCode = error.code;
}
