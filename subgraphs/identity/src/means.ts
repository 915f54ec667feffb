import { type OwnMeans, type Setting, secretKey, url } from '@kith/kernel';
import type { JWK } from 'jose';

/** What this subgraph is given where it runs, beside its database. */
export interface Means {
  /** Signs access tokens; gateways hold its other half. */
  readonly accessTokenKey: JWK;
  /** Seals what is secret at rest. */
  readonly secretsKey: Buffer;
  /** Where people reach this installation: links in mails begin with it. */
  readonly publicUrl: string;
}

/** @throws Error when the subgraph was started without them. */
export function meansOf({ means }: { readonly means: object }): Means {
  if (!('accessTokenKey' in means)) throw new Error('identity was started without its means');
  return means as Means;
}

const settings = {
  ACCESS_TOKEN_PRIVATE_KEY: privateKey(),
  SECRETS_KEY: secretKey(),
  PUBLIC_URL: url('http', 'https'),
};

/** The means of a process of its own, from its settings. */
export const ownMeans: OwnMeans<typeof settings> = {
  settings,
  open: (read) => ({
    accessTokenKey: read.ACCESS_TOKEN_PRIVATE_KEY,
    secretsKey: read.SECRETS_KEY,
    publicUrl: read.PUBLIC_URL,
    close: async () => undefined,
  }),
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
