import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSchema } from 'graphql';
import { brokenBy } from './broken-by.js';
import { placeOf, pulledManifests } from './manifest.js';

const before = buildSchema('type Query { name: String size: Int }');
const after = buildSchema('type Query { name: String }');
const manifest = (...bodies: string[]) => ({
  format: 'apollo-persisted-query-manifest' as const,
  version: 1 as const,
  operations: bodies.map((body) => ({ id: body, name: body.split(' ')[1] as string, type: 'query', body })),
});

test('versions are named whose operations a schema breaks, with what it breaks', () => {
  const manifests = [
    { app: 'Till', version: '1', manifest: manifest('query Name { name }', 'query Size { size }') },
    { app: 'Till', version: '2', manifest: manifest('query Name { name }') },
  ];
  expect(brokenBy(before, manifests)).toEqual([]);
  expect(brokenBy(after, manifests)).toEqual(['Till 1 (Size: Cannot query field "size" on type "Query".)']);
});

test('what was pulled is found again, whatever apps and versions are called', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kith-operations-'));
  const version = { app: '../Till & Söhne', version: '..' };
  const file = placeOf(folder, version);
  expect(path.relative(folder, file).split(path.sep)).toHaveLength(2);
  expect(path.relative(folder, file).split(path.sep)).not.toContain('..');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(manifest('query Name { name }')));
  expect(pulledManifests(folder)).toEqual([{ ...version, manifest: manifest('query Name { name }') }]);
  rmSync(folder, { recursive: true });
});
