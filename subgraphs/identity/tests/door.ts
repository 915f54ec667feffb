import { randomBytes } from 'node:crypto';
import { type Actor, gatewayActor } from '@kith/kernel';
import { type Ask, asSuperuser, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { decodeJwt, exportJWK, generateKeyPair } from 'jose';
import type { Means } from '../src/means.js';
import { identity } from '../src/subgraph.js';

export const stranger: Actor = { userId: null, organizationId: null, role: null, scopes: [] };
export const operator: Actor = { ...stranger, scopes: ['mail:read', 'organization:create'] };
export const password = 'correct horse battery';

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Identity, and those who stand before its door. */
export interface Door {
  readonly subgraph: TestSubgraph;
  readonly means: Means;
  readonly asStranger: Ask;
  readonly asGateway: Ask;
  /** The newest token that was mailed to an address. */
  tokenMailedTo(address: string): Promise<string>;
  register(email: string, slug?: string): Promise<Tokens>;
  signIn(email: string, given?: string): ReturnType<Ask>;
  /** Asks for new tokens. */
  refresh(refreshToken: string): ReturnType<Ask>;
  /** Who the holder of an access token is. */
  holderOf(tokens: Tokens): Actor;
  /** Reads or changes what lies behind the door, under no policy. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  sql(text: string, values?: unknown[]): Promise<any[]>;
}

export async function openDoor(more: Partial<Means> = {}): Promise<Door> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const means: Means = {
    accessTokenKey: await exportJWK(privateKey),
    secretsKeys: [randomBytes(32)],
    publicUrl: 'http://kith.test',
    ...more,
  };
  const subgraph = await testSubgraph(identity, means);
  const asStranger = subgraph.asActor(stranger);
  const tokenMailedTo = async (address: string) => {
    const { data } = await subgraph.asActor(operator)(
      'query ($address: EmailAddress) { mailbox(address: $address, first: 1) { text } }',
      { address },
    );
    return /token=(\S+)/.exec(data.mailbox[0]?.text ?? '')?.[1] as string;
  };
  return {
    subgraph,
    means,
    asStranger,
    asGateway: subgraph.asActor(gatewayActor),
    tokenMailedTo,
    async register(email, slug) {
      const organization = slug && { name: slug, slug, currencyCode: 'EUR' };
      const input = { email, password, displayName: 'Ada', organization };
      await asStranger(
        'mutation ($input: RegisterInput!) { register(input: $input) { userErrors { message } } }',
        { input },
      );
      const confirmed = await asStranger(
        `mutation ($input: VerifyEmailInput!) {
          verifyEmail(input: $input) { tokens { accessToken refreshToken } userErrors { code path message } }
        }`,
        { input: { token: await tokenMailedTo(email), password } },
      );
      expect(confirmed).toMatchObject({ data: { verifyEmail: { userErrors: [] } } });
      return confirmed.data.verifyEmail.tokens;
    },
    signIn: (email, given = password) =>
      asStranger(
        `mutation ($input: SignInInput!) {
          signIn(input: $input) { tokens { accessToken refreshToken } userErrors { code path message } }
        }`,
        { input: { email, password: given } },
      ),
    refresh: (refreshToken) =>
      asStranger(
        `mutation ($refreshToken: String!) {
          refreshSession(input: { refreshToken: $refreshToken }) { tokens { accessToken refreshToken } }
        }`,
        { refreshToken },
      ),
    holderOf({ accessToken }) {
      const { sub, org, role, sid } = decodeJwt<{ org?: string; role?: Actor['role']; sid: string }>(
        accessToken,
      );
      return {
        userId: sub as string,
        organizationId: org ?? null,
        role: role ?? null,
        scopes: [],
        sessionId: sid,
      };
    },
    sql: (text, values = []) =>
      asSuperuser(subgraph.databaseName, async (client) => {
        await client.query('set search_path to identity');
        return (await client.query(text, values)).rows;
      }),
  };
}
