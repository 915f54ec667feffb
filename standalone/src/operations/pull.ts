import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AskWithKey } from './ask-with-key.js';
import { type Manifest, type PulledManifest, placeOf } from './manifest.js';

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

interface Version {
  readonly name: string;
  readonly operations: readonly { hash: string; name: string; type: string; body: string }[];
}

interface Versions {
  readonly nodes: readonly Version[];
  readonly pageInfo: PageInfo;
}

interface App {
  readonly id: string;
  readonly name: string;
  readonly versions: Versions;
}

const versions = `versions(first: 20, after: $version, filter: { retiredAt: { isNull: true } }) {
  nodes { name operations { hash name type body } } pageInfo { hasNextPage endCursor } }`;
const appsQuery = `query Apps($app: String, $version: String) {
  apps(first: 20, after: $app) { nodes { id name ${versions} } pageInfo { hasNextPage endCursor } } }`;
const versionsQuery = `query Versions($id: ID!, $version: String) { app(id: $id) { ${versions} } }`;

/** Writes what the apps of an installation run into a folder, which holds nothing else afterwards; answers what to say of it. */
export async function pull(ask: AskWithKey, folder: string): Promise<string> {
  const manifests: PulledManifest[] = [];
  for await (const manifest of runningVersions(ask)) manifests.push(manifest);
  rmSync(folder, { recursive: true, force: true });
  for (const { app, version, manifest } of manifests) {
    const file = placeOf(folder, { app, version });
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
  }
  return `${manifests.length} versions are in ${folder}; \`pnpm schema\` says which of them it would break`;
}

async function* runningVersions(ask: AskWithKey): AsyncGenerator<PulledManifest> {
  for await (const app of appsOf(ask))
    for await (const { name, operations } of versionsOf(ask, app)) {
      const manifest: Manifest = {
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: operations.map(({ hash, ...operation }) => ({ id: hash, ...operation })),
      };
      yield { app: app.name, version: name, manifest };
    }
}

async function* appsOf(ask: AskWithKey): AsyncGenerator<App> {
  for (let after: PageInfo | null = null; !after || after.hasNextPage; ) {
    const variables: object = { app: after?.endCursor ?? null };
    const page = await ask<{ apps: { nodes: readonly App[]; pageInfo: PageInfo } }>(appsQuery, variables);
    yield* page.apps.nodes;
    after = page.apps.pageInfo;
  }
}

async function* versionsOf(ask: AskWithKey, app: App): AsyncGenerator<Version> {
  yield* app.versions.nodes;
  for (let { pageInfo } = app.versions; pageInfo.hasNextPage; ) {
    const variables: object = { id: app.id, version: pageInfo.endCursor };
    const page: { app: { versions: Versions } } = await ask(versionsQuery, variables);
    yield* page.app.versions.nodes;
    pageInfo = page.app.versions.pageInfo;
  }
}
