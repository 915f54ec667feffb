import { createHash } from 'node:crypto';
import type { InProcessGateway } from '../subscriptions/in-process-gateway.js';
import { createOrganization, type Organization } from '../webhooks/organization.js';

/** How a key may be used. */
type Mode = 'OPEN' | 'LOG' | 'LOCKED';

/** An app with its organization. */
export interface Partner {
  readonly organization: Organization;
  readonly appId: string;
  /** Registers a version with these operations, by their names; answers the payload. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  register(name: string, texts: readonly string[]): Promise<any>;
  /** Makes a key and answers it with its id. */
  key(mode: Mode, more?: object): Promise<{ key: string; id: string }>;
}

export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** A manifest as Apollo's generator writes it. */
export function manifestOf(texts: readonly string[]) {
  const operations = texts.map((body) => {
    const [, type = '', name = ''] = /^(\w+) (\w+)/.exec(body) ?? [];
    return { id: hashOf(body), name, type, body };
  });
  return { format: 'apollo-persisted-query-manifest', version: 1, operations };
}

export async function createPartner({ graph }: InProcessGateway): Promise<Partner> {
  const organization = await createOrganization(graph);
  const { app } = await organization.write('createApp', { name: 'Partner' }, 'app { id }');
  const appId: string = app.id;
  return {
    organization,
    appId,
    register: (name, texts) =>
      organization.write(
        'registerAppVersion',
        { appId, name, manifest: manifestOf(texts) },
        'appVersion { id name operationCount operations { hash name type body cost } }',
      ),
    async key(operationMode, more = {}) {
      const input = { name: 'Partner', appId, operationMode, ...more };
      const { key, apiKey } = await organization.write('createApiKey', input, 'key apiKey { id }');
      return { key, id: apiKey.id };
    },
  };
}
