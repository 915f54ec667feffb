import * as oidc from 'openid-client';

export const providerNames = ['google', 'github'] as const;
export type ProviderName = (typeof providerNames)[number];

/** What a provider says of who has signed in there. */
export interface Identity {
  readonly subject: string;
  readonly name: string;
  readonly email: string | null;
  /** The provider has seen that the address is theirs. */
  readonly isVerified: boolean;
}

/** What must come back unchanged for an answer to be believed. */
export interface Expected {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface Provider {
  /** Where the browser is sent. */
  authorize(redirectUri: string, expected: Expected): Promise<URL>;
  /** Who has come back, by the URL with which they came. */
  identify(answer: URL, expected: Expected): Promise<Identity>;
}

export type Providers = Partial<Record<ProviderName, Provider>>;

export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

const patienceSeconds = 10;

/** Tests have providers without TLS. */
const insecure = (url: string) => (url.startsWith('http:') ? [oidc.allowInsecureRequests] : []);

/** Google, or whoever else speaks OpenID Connect: what it says of its users is signed, and has our nonce. */
export function openIdProvider({ clientId, clientSecret }: Client, issuer: string): Provider {
  let found: Promise<oidc.Configuration> | undefined;
  const configuration = () => {
    found ??= oidc.discovery(
      new URL(issuer),
      clientId,
      { client_secret: clientSecret },
      oidc.ClientSecretPost(clientSecret),
      { execute: insecure(issuer), timeout: patienceSeconds },
    );
    // A provider that was away is asked again.
    found.catch(() => {
      found = undefined;
    });
    return found;
  };
  return {
    authorize: async (redirectUri, expected) =>
      authorizationUrl(await configuration(), redirectUri, 'openid email profile', expected),
    async identify(answer, { state, nonce, verifier }) {
      const tokens = await oidc.authorizationCodeGrant(await configuration(), answer, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('The provider sent no id token');
      const { sub, email, email_verified: isVerified, name } = claims;
      const address = typeof email === 'string' ? email : null;
      return {
        subject: sub,
        name: typeof name === 'string' && name ? name : (address ?? sub),
        email: address,
        isVerified: isVerified === true,
      };
    },
  };
}

/** GitHub is no OpenID provider: who has come back, its API is asked. */
export function githubProvider(
  { clientId, clientSecret }: Client,
  site = 'https://github.com',
  api = 'https://api.github.com',
): Provider {
  const configuration = new oidc.Configuration(
    {
      issuer: site,
      authorization_endpoint: `${site}/login/oauth/authorize`,
      token_endpoint: `${site}/login/oauth/access_token`,
    },
    clientId,
    { client_secret: clientSecret },
    oidc.ClientSecretPost(clientSecret),
  );
  configuration.timeout = patienceSeconds;
  for (const allow of insecure(site)) allow(configuration);
  const read = async <Body>(accessToken: string, path: string): Promise<Body> => {
    const response = await oidc.fetchProtectedResource(
      configuration,
      accessToken,
      new URL(`${api}${path}`),
      'GET',
      null,
      new Headers({ accept: 'application/vnd.github+json', 'user-agent': 'kith' }),
    );
    if (!response.ok) throw new Error(`GitHub answers ${response.status} to ${path}`);
    return (await response.json()) as Body;
  };
  return {
    authorize: async (redirectUri, expected) =>
      authorizationUrl(configuration, redirectUri, 'read:user user:email', expected),
    async identify(answer, { state, verifier }) {
      const tokens = await oidc.authorizationCodeGrant(configuration, answer, {
        pkceCodeVerifier: verifier,
        expectedState: state,
      });
      const [user, emails] = await Promise.all([
        read<{ id: number; login: string; name: string | null }>(tokens.access_token, '/user'),
        read<{ email: string; primary: boolean; verified: boolean }[]>(tokens.access_token, '/user/emails'),
      ]);
      const own = emails.find(({ primary }) => primary);
      return {
        subject: String(user.id),
        name: user.name || user.login,
        email: own?.email ?? null,
        isVerified: own?.verified === true,
      };
    },
  };
}

async function authorizationUrl(
  configuration: oidc.Configuration,
  redirectUri: string,
  scope: string,
  { state, nonce, verifier }: Expected,
): Promise<URL> {
  const isOpenId = scope.startsWith('openid');
  return oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope,
    state,
    ...(isOpenId && { nonce }),
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
}
