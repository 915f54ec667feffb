import { parseArgs } from 'node:util';
import { operationsFolder } from './installation/checkout.js';
import { askWithKey } from './operations/ask-with-key.js';
import { pull } from './operations/pull.js';
import { push } from './operations/push.js';

const usage = `Say one of:
  operations push <manifest.json> --app <name> --version <name>
  operations pull
with the installation in KITH_URL (http://127.0.0.1:4000) and an admin's key in KITH_API_KEY`;

/** Registers what an app runs, or fetches what all apps run. */
async function main(args: string[]): Promise<void> {
  const options = { app: { type: 'string' }, version: { type: 'string' } } as const;
  const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
  const [what, file] = positionals;
  const { app, version } = values;
  if (what === 'push' && file && app && version)
    process.stdout.write(`${await push(askWithKey(process.env), file, app, version)}\n`);
  else if (what === 'pull')
    process.stdout.write(`${await pull(askWithKey(process.env), operationsFolder)}\n`);
  else throw new Error(usage);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
