import { readFileSync } from 'node:fs';
import path from 'node:path';
import { askWith, graphUrl, sign } from './graph.js';

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** The password of the demo users. */
export function demoPassword(): string {
  return readFileSync(path.join(process.env.KITH_TEST_DATA as string, 'demo-password'), 'utf8');
}

/** Gives a user of the running graph a password, by what a mail brings. */
export async function setPassword(email: string, password: string): Promise<void> {
  const run = async (query: string, variables: object) => {
    const { data, errors } = await askWith({}, { query, variables });
    expect(errors).toBeUndefined();
    return data;
  };
  await run('mutation ($email: EmailAddress!) { requestPasswordReset(input: { email: $email }) { email } }', {
    email,
  });
  const operator = await sign({ userId: null, organizationId: null, role: null, scopes: ['mail:read'] });
  const { data } = await askWith(bearer({ accessToken: operator }), {
    query: 'query ($email: EmailAddress) { mailbox(address: $email, first: 1) { text } }',
    variables: { email },
  });
  const token = /token=(\S+)/.exec(data.mailbox[0].text)?.[1];
  const reset = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { isChanged } }`;
  expect((await run(reset, { input: { token, password } })).resetPassword).toEqual({ isChanged: true });
}

/** Begins a session of a user of the running graph. */
export async function signIn(email: string, password = demoPassword()): Promise<Tokens> {
  const query = `mutation ($input: SignInInput!) {
    signIn(input: $input) { tokens { accessToken refreshToken } userErrors { message } } }`;
  const { data, errors } = await askWith({}, { query, variables: { input: { email, password } } });
  expect([errors, data?.signIn.userErrors]).toEqual([undefined, []]);
  return data.signIn.tokens;
}

export const bearer = ({ accessToken }: Pick<Tokens, 'accessToken'>) => ({
  authorization: `Bearer ${accessToken}`,
});

/** A request to the REST API of accounts, and what came back. */
export async function auth(
  method: string,
  route: string,
  { body, headers = {} }: { body?: object; headers?: Record<string, string> } = {},
) {
  const response = await fetch(`${graphUrl()}/api/v1/auth${route}`, {
    method,
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    body: body && JSON.stringify(body),
    redirect: 'manual',
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
    body: (text.startsWith('{') ? JSON.parse(text) : text) as any,
    cookies: response.headers.getSetCookie(),
  };
}
