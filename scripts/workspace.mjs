import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from './failure.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {string[]} parts of a path below the root */
export function at(...parts) {
  return path.join(root, ...parts);
}

/** The folders of all packages, relative to the root. */
export function packages() {
  return ['.', 'subgraphs'].flatMap((parent) =>
    readdirSync(at(parent))
      .map((name) => path.join(parent, name))
      .filter((folder) => existsSync(at(folder, 'package.json')))
      .sort(),
  );
}

export const jest = at('node_modules/jest/bin/jest.js');
export const tsc = at('node_modules/typescript/bin/tsc');

/** The Node that the workspace brings, else the one that runs us when it is new enough. */
export function workspaceNode() {
  const own = at(`node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Failure(
    `Kith runs on Node 24 or newer, and npm brings none for ${process.platform} on ${process.arch}; this is ${process.version}. Install Node 24 and try again.`,
  );
}

/** What every program of the workspace is started with. */
export function environment() {
  const node = workspaceNode();
  return {
    ...process.env,
    PATH: [path.dirname(node), at('node_modules/.bin'), process.env.PATH].join(path.delimiter),
    NODE_COMPILE_CACHE: at('node_modules/.cache/node'),
    APOLLO_TELEMETRY_DISABLED: '1',
  };
}
