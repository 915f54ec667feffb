import { type Request, RequestError, seal, unseal } from '@kith/kernel';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { hashOf } from '../account/opaque-token.js';
import { type Means, meansOf } from '../means.js';
import { type Expected, type Provider, type ProviderName, providerNames } from './providers.js';

/** What is remembered while somebody is at a provider. */
export interface Journey extends Expected {
  readonly provider: ProviderName;
  /** The path of this site to which they go in the end. */
  readonly returnTo: string;
}

const ttl = '10 minutes';
/** What a journey is sealed for. */
export const place = 'oauth';

/** Sends somebody to a provider. The browser keeps the state, so that nobody can be led to come back with another's answer. */
export async function beginOAuth(
  request: Request,
  providerName: string,
  returnTo: string,
): Promise<{ url: string; state: string }> {
  const [name, provider] = providerNamed(meansOf(request), providerName);
  const journey: Journey = {
    provider: name,
    returnTo: pathOf(returnTo),
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
  };
  const means = meansOf(request);
  const url = await provider.authorize(redirectUri(means, name), journey);
  const sealed = seal(means.secretsKeys, place, JSON.stringify(journey));
  await request.write((tx) =>
    tx.query('select put_account_token($1, $2, $3, $4, $5, $6)', [
      hashOf(journey.state),
      'OAUTH',
      '',
      {},
      ttl,
      sealed,
    ]),
  );
  return { url: url.href, state: journey.state };
}

/** The journey of a state, which ends with it: whoever comes with it again has begun none. */
export async function takeJourney(request: Request, state: string): Promise<Journey | null> {
  const [taken] = await request.write((tx) =>
    tx.query<{ sealed: Buffer }>('select sealed from take_account_token($1, $2)', [hashOf(state), 'OAUTH']),
  );
  if (!taken) return null;
  return JSON.parse(unseal(meansOf(request).secretsKeys, place, taken.sealed));
}

/** @throws RequestError `NOT_FOUND` when there is none of this name, or it is not set up. */
export function providerNamed({ providers }: Means, name: string): [ProviderName, Provider] {
  const known = providerNames.find((one) => one === name);
  const provider = known && providers?.[known];
  if (!known || !provider)
    throw new RequestError(
      'NOT_FOUND',
      `Signing in by ${name.slice(0, 40)} is not set up in this installation`,
    );
  return [known, provider];
}

export function redirectUri({ publicUrl }: Means, name: ProviderName): string {
  return `${publicUrl}/api/v1/auth/oauth/${name}/callback`;
}

/** A path of this site; whatever else somebody wrote into a link leads to the beginning. */
function pathOf(returnTo: string): string {
  if (!/^\/[\x21-\x7e]{0,500}$/.test(returnTo)) return '/';
  // Two slashes would be another site, and a browser finds them behind dots and backslashes too.
  const { pathname, search, hash, origin } = new URL(returnTo, 'http://here');
  return origin === 'http://here' && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
