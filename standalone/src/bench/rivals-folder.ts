import path from 'node:path';
import { checkout } from '../installation/checkout.js';
import { installApart } from '../installation/install-apart.js';
import { type Listening, startListening } from './processes.js';

const folder = path.join(checkout, 'standalone/bench-rivals');

/** Installs what only the benchmarks need, unless that was done. */
export function installRivals(): Promise<void> {
  return installApart(folder);
}

/** Starts one of the rivals; it ends with the benchmark. */
export function startRival(program: string, environment: Record<string, string>): Promise<Listening> {
  return startListening(path.join(folder, program), environment);
}
