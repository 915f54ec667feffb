import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkout } from '../installation/checkout.js';
import { type Listening, startListening } from './processes.js';

const folder = path.join(checkout, 'standalone/bench-rivals');
const installed = path.join(folder, 'node_modules/.kith-installed');

/** Installs what only the benchmarks need, apart from the workspace, unless that was done. */
export async function installRivals(): Promise<void> {
  const wanted = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return;
  process.stdout.write('Installing the rivals.\n');
  const child = spawn('npx', ['-y', 'pnpm@12.21.0', 'install', '--frozen-lockfile'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('The rivals could not be installed; see above');
  writeFileSync(installed, wanted);
}

/** Starts one of the rivals; it ends with the benchmark. */
export function startRival(program: string, environment: Record<string, string>): Promise<Listening> {
  return startListening(path.join(folder, program), environment);
}
