import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Who is signed in at the provider at present. */
export interface ProviderUser {
  subject: string;
  name: string;
  email: string;
  isVerified: boolean;
}

export const client = { clientId: 'kith', clientSecret: 'only between us' };

export interface LocalProvider {
  readonly url: string;
  user: ProviderUser;
  /** What the next id token says in the place of the nonce that was asked for. */
  nonce: string | null;
  stop(): Promise<void>;
}

interface Grant {
  readonly user: ProviderUser;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | null;
}

/** A provider on this machine: OpenID Connect as Google speaks it, and beside it what GitHub has. It refuses what they refuse. */
export async function startLocalProvider(user: ProviderUser): Promise<LocalProvider> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'local', alg: 'RS256', use: 'sig' };
  const grants = new Map<string, Grant>();
  const sessions = new Map<string, ProviderUser>();

  const authorize = (query: URLSearchParams, response: ServerResponse) => {
    const redirectUri = query.get('redirect_uri') ?? '';
    const isRight =
      query.get('client_id') === client.clientId &&
      query.get('response_type') === 'code' &&
      query.get('code_challenge_method') === 'S256';
    if (!isRight) return send(response, 400, { error: 'invalid_request' });
    const code = randomUUID();
    const challenge = query.get('code_challenge') ?? '';
    grants.set(code, { user: { ...provider.user }, redirectUri, challenge, nonce: query.get('nonce') });
    const back = new URL(redirectUri);
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  };

  const token = async (form: URLSearchParams, response: ServerResponse, isOpenId: boolean) => {
    const code = form.get('code') ?? '';
    const grant = grants.get(code);
    grants.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (form.get('client_id') !== client.clientId || form.get('client_secret') !== client.clientSecret)
      return send(response, 401, { error: 'invalid_client' });
    if (!grant || grant.challenge !== challenge || grant.redirectUri !== form.get('redirect_uri'))
      return send(response, 400, { error: 'invalid_grant' });
    const accessToken = randomUUID();
    sessions.set(accessToken, grant.user);
    const body = { access_token: accessToken, token_type: 'bearer', expires_in: 3600 };
    if (!isOpenId) return send(response, 200, { ...body, scope: 'read:user,user:email' });
    const { subject, name, email, isVerified } = grant.user;
    const idToken = await new SignJWT({
      name,
      email,
      email_verified: isVerified,
      nonce: provider.nonce ?? grant.nonce ?? undefined,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'local' })
      .setIssuer(provider.url)
      .setAudience(client.clientId)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
    return send(response, 200, { ...body, id_token: idToken });
  };

  const api = (request: IncomingMessage, response: ServerResponse, path: string) => {
    const found = sessions.get((request.headers.authorization ?? '').replace(/^Bearer /i, ''));
    if (!found) return send(response, 401, { message: 'Bad credentials' });
    const { subject, name, email, isVerified } = found;
    if (path === '/api/user')
      return send(response, 200, { id: Number(subject), login: name.toLowerCase(), name });
    return send(response, 200, [
      { email: 'other@elsewhere.test', primary: false, verified: true },
      { email, primary: true, verified: isVerified },
    ]);
  };

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', provider.url);
    if (pathname === '/.well-known/openid-configuration')
      return send(response, 200, {
        issuer: provider.url,
        authorization_endpoint: `${provider.url}/authorize`,
        token_endpoint: `${provider.url}/token`,
        jwks_uri: `${provider.url}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      });
    if (pathname === '/keys') return send(response, 200, { keys: [jwk] });
    if (pathname === '/authorize' || pathname === '/login/oauth/authorize')
      return authorize(searchParams, response);
    if (pathname.startsWith('/api/')) return api(request, response, pathname);
    const isOpenId = pathname === '/token';
    if (!isOpenId && pathname !== '/login/oauth/access_token') return send(response, 404, {});
    let text = '';
    for await (const chunk of request) text += chunk;
    return token(new URLSearchParams(text), response, isOpenId);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const provider: LocalProvider = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    user,
    nonce: null,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return provider;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
