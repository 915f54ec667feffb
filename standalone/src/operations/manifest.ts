import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A manifest of persisted operations, in Apollo's format. */
export interface Manifest {
  readonly format: 'apollo-persisted-query-manifest';
  readonly version: 1;
  readonly operations: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly body: string;
  }[];
}

/** A manifest that an app runs, as `operations pull` left it: `<app>/<version>.json`. */
export interface PulledManifest {
  readonly app: string;
  readonly version: string;
  readonly manifest: Manifest;
}

/** @throws Error when the file is no manifest. */
export function readManifest(file: string): Manifest {
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Partial<Manifest>;
  const { format, version, operations } = manifest;
  if (format !== 'apollo-persisted-query-manifest' || version !== 1 || !Array.isArray(operations))
    throw new Error(`${file} is no apollo-persisted-query-manifest of version 1`);
  return manifest as Manifest;
}

/** Every manifest in a folder that was pulled; none where there is no folder. */
export function pulledManifests(folder: string): PulledManifest[] {
  if (!existsSync(folder)) return [];
  const apps = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return apps.flatMap(({ name: app }) =>
    readdirSync(path.join(folder, app))
      .filter((file) => file.endsWith('.json'))
      .map((file) => ({
        app: decodeURIComponent(app),
        version: decodeURIComponent(path.basename(file, '.json')),
        manifest: readManifest(path.join(folder, app, file)),
      })),
  );
}

/** Where the manifest of a version lies in a folder; names of apps and versions are anything. */
export function placeOf(folder: string, { app, version }: Pick<PulledManifest, 'app' | 'version'>): string {
  const plain = (name: string) =>
    encodeURIComponent(name).replace(/^\.+$/, (dots) => '%2E'.repeat(dots.length));
  return path.join(folder, plain(app), `${plain(version)}.json`);
}
