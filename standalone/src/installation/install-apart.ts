import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Installs a folder with a lockfile of its own, apart from the workspace, unless that was done. */
export async function installApart(folder: string): Promise<void> {
  const installed = path.join(folder, 'node_modules/.kith-installed');
  const wanted = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return;
  process.stdout.write(`Installing ${path.basename(folder)}.\n`);
  const child = spawn('npx', ['-y', 'pnpm@12.21.0', 'install', '--frozen-lockfile'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${folder} could not be installed; see above`);
  writeFileSync(installed, wanted);
}
