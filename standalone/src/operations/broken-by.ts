import { type GraphQLSchema, parse, validate } from 'graphql';
import type { PulledManifest } from './manifest.js';

/** What a schema would break: a line for each version of an app, with its operations and why. */
export function brokenBy(schema: GraphQLSchema, manifests: readonly PulledManifest[]): string[] {
  return manifests.flatMap(({ app, version, manifest }) => {
    const broken = manifest.operations.flatMap(({ name, body }) => {
      const [error] = validate(schema, parse(body));
      return error ? [`${name}: ${error.message}`] : [];
    });
    return broken.length > 0 ? [`${app} ${version} (${broken.join('; ')})`] : [];
  });
}
