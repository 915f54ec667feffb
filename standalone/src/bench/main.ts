import { cpus } from 'node:os';
import { door } from './door.js';
import { events } from './events.js';
import { fanOut } from './fan-out.js';
import { memory } from './memory.js';
import { past } from './past.js';
import { person } from './person.js';
import { closeAll } from './processes.js';
import { rivals } from './rivals.js';
import { search } from './search.js';
import { shop } from './shop.js';
import { writes } from './writes.js';

/** The benchmarks, by name. Each prints its figures; they compare side by side, because absolute ones are the machine's. */
const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  person,
  rivals,
  shop,
  door,
  past,
  writes,
  events,
  search,
  'fan-out': fanOut,
  memory,
};

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in benchmarks));
  if (unknown.length > 0)
    throw new Error(
      `There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}`,
    );
  process.stdout.write(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}\n`);
  for (const [name, run] of Object.entries(benchmarks)) {
    if (names.length > 0 && !names.includes(name)) continue;
    process.stdout.write(`\n── ${name}\n`);
    await run();
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void closeAll().finally(() => process.exit(1)));

main(process.argv.slice(2))
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  })
  .finally(closeAll);
