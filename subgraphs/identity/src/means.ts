import { type OwnMeans, type SecretsKeys, type Setting, secretsKeys, url, type ValuesOf } from '@kith/kernel';
import type { JWK } from 'jose';
import { mailSettings, openMail } from './mail/mail-settings.js';
import type { Post } from './mail/post.js';
import { openProviders, providerSettings } from './oauth/provider-settings.js';
import type { Providers } from './oauth/providers.js';

/** What this subgraph is given where it runs, beside its database. */
export interface Means {
  /** Signs access tokens; gateways hold its other half. */
  readonly accessTokenKey: JWK;
  /** Seals what is secret at rest. */
  readonly secretsKeys: SecretsKeys;
  /** Where people reach this installation: links in mails begin with it. */
  readonly publicUrl: string;
  /** By whom people can sign in, beside their passwords. */
  readonly providers?: Providers;
  /** Takes mails; without it they are kept, and read by whom they are for. */
  readonly post?: Post | null;
}

/** @throws Error when the subgraph was started without them. */
export function meansOf({ means }: { readonly means: object }): Means {
  if (!('accessTokenKey' in means)) throw new Error('identity was started without its means');
  return means as Means;
}

/** The settings of what an installation can do without: other ways in, and a way out for mails. */
export const accountSettings = { ...providerSettings, ...mailSettings };
export type AccountSettings = ValuesOf<typeof accountSettings>;

export function openMeans(
  keys: Pick<Means, 'accessTokenKey' | 'secretsKeys' | 'publicUrl'>,
  read: AccountSettings,
): Means & { close(): Promise<void> } {
  const post = openMail(read);
  return { ...keys, providers: openProviders(read), post, close: async () => post?.close() };
}

const settings = {
  ACCESS_TOKEN_PRIVATE_KEY: privateKey(),
  SECRETS_KEY: secretsKeys(),
  PUBLIC_URL: url('http', 'https'),
  ...accountSettings,
};

/** The means of a process of its own, from its settings. */
export const ownMeans: OwnMeans<typeof settings> = {
  settings,
  open: (read) =>
    openMeans(
      {
        accessTokenKey: read.ACCESS_TOKEN_PRIVATE_KEY,
        secretsKeys: read.SECRETS_KEY,
        publicUrl: read.PUBLIC_URL,
      },
      read,
    ),
};

function privateKey(): Setting<JWK> {
  return (raw) => {
    if (raw === undefined) throw new Error('is missing');
    const key = parsed(raw);
    if (key?.kty !== 'OKP' || key.crv !== 'Ed25519' || !key.d)
      throw new Error('must be a private JWK of Ed25519');
    return key;
  };
}

function parsed(raw: string): JWK | null {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}
