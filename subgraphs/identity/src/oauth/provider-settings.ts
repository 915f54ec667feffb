import { optionalText, type ValuesOf } from '@kith/kernel';
import { githubProvider, openIdProvider, type Providers } from './providers.js';

/** The clients that an installation has registered with providers; without both settings of one, nobody signs in by it. */
export const providerSettings = {
  GOOGLE_CLIENT_ID: optionalText(),
  GOOGLE_CLIENT_SECRET: optionalText(),
  GITHUB_CLIENT_ID: optionalText(),
  GITHUB_CLIENT_SECRET: optionalText(),
};

export function openProviders(read: ValuesOf<typeof providerSettings>): Providers {
  const google = clientOf(read.GOOGLE_CLIENT_ID, read.GOOGLE_CLIENT_SECRET);
  const github = clientOf(read.GITHUB_CLIENT_ID, read.GITHUB_CLIENT_SECRET);
  return {
    ...(google && { google: openIdProvider(google, 'https://accounts.google.com') }),
    ...(github && { github: githubProvider(github) }),
  };
}

function clientOf(clientId: string | null, clientSecret: string | null) {
  return clientId && clientSecret ? { clientId, clientSecret } : null;
}
