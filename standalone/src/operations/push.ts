import type { AskWithKey } from './ask-with-key.js';
import { readManifest } from './manifest.js';

interface Registered {
  readonly registerAppVersion: {
    readonly appVersion: {
      readonly operationCount: number;
      readonly operations: readonly { cost: number | null }[];
    } | null;
    readonly userErrors: readonly { readonly message: string; readonly path: readonly string[] | null }[];
  };
}

/** Registers a manifest as a version of the app with this name; answers what to say of it. */
export async function push(ask: AskWithKey, file: string, app: string, version: string): Promise<string> {
  const manifest = readManifest(file);
  const { apps } = await ask<{ apps: { nodes: readonly { id: string }[] } }>(
    'query App($app: String!) { apps(filter: { name: { eq: $app } }) { nodes { id } } }',
    { app },
  );
  const [found] = apps.nodes;
  if (!found) throw new Error(`There is no app ${JSON.stringify(app)} here; make it with \`createApp\``);
  const { registerAppVersion: payload } = await ask<Registered>(
    `mutation Register($input: RegisterAppVersionInput!) { registerAppVersion(input: $input) {
      appVersion { operationCount operations { cost } } userErrors { message path } } }`,
    {
      input: {
        appId: found.id,
        name: version,
        manifest: { ...manifest, operations: manifest.operations.map(plain) },
      },
    },
  );
  const lines = payload.userErrors.map(({ message, path }) => `${nameAt(manifest, path)}${message}`);
  if (lines.length > 0) throw new Error(lines.join('\n'));
  const costs = payload.appVersion?.operations.map(({ cost }) => cost ?? 0) ?? [];
  return `${app} ${version} runs ${payload.appVersion?.operationCount} operations; the dearest costs at most ${Math.max(0, ...costs)} points`;
}

function plain({ id, name, type, body }: ReturnType<typeof readManifest>['operations'][number]) {
  return { id, name, type, body };
}

/** Which operation a mistake is in. */
function nameAt({ operations }: ReturnType<typeof readManifest>, path: readonly string[] | null): string {
  const operation = path?.[1] === 'operations' ? operations[Number(path[2])] : undefined;
  return operation ? `${operation.name}: ` : '';
}
