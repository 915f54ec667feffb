import { asSuperuser } from '@kith/kernel/testing';
import { Secret, TOTP } from 'otpauth';
import { githubProvider, openIdProvider } from '../src/oauth/providers.js';
import { type Door, openDoor, password, type Tokens } from './door.js';
import { client, type LocalProvider, type ProviderUser, startLocalProvider } from './local-provider.js';

let provider: LocalProvider;
let door: Door;
beforeAll(async () => {
  provider = await startLocalProvider({ subject: '0', name: 'Nobody', email: '', isVerified: false });
  door = await openDoor({
    providers: {
      google: openIdProvider(client, provider.url),
      github: githubProvider(client, provider.url, `${provider.url}/api`),
    },
  });
});
afterAll(async () => {
  await door.subgraph.stop();
  await provider.stop();
});

interface Finished {
  readonly returnTo: string;
  readonly refusal: string | null;
  readonly ticket: string | null;
  readonly tokens: Tokens | null;
}

async function begin(name: string, returnTo = '/inbox'): Promise<{ url: string; state: string }> {
  const { data } = await door.asGateway(
    'mutation ($name: String!, $returnTo: String!) { beginOAuth(provider: $name, returnTo: $returnTo) { url state } }',
    { name, returnTo },
  );
  return data.beginOAuth;
}

async function finish(state: string, query: string): Promise<Finished> {
  const { data, errors } = await door.asGateway(
    `mutation ($state: String!, $query: String!) {
      finishOAuth(state: $state, query: $query) { returnTo refusal ticket tokens { accessToken refreshToken } } }`,
    { state, query },
  );
  expect(errors).toBeUndefined();
  return data.finishOAuth;
}

/** Where the provider sends the browser back to. */
async function atProvider(url: string): Promise<string> {
  const { headers, status } = await fetch(url, { redirect: 'manual' });
  expect(status).toBe(302);
  return new URL(headers.get('location') as string).search;
}

async function comeBy(name: string, user: Partial<ProviderUser>): Promise<Finished> {
  Object.assign(provider.user, user);
  const { url, state } = await begin(name);
  return finish(state, await atProvider(url));
}

const emailOf = async ({ tokens }: Finished) =>
  (
    await door.subgraph.asActor(door.holderOf(tokens as Tokens))(
      '{ mailbox { address } sessions { totalCount } }',
    )
  ).data;

const linksOf = (email: string) =>
  asSuperuser(door.subgraph.databaseName, async (sql) => {
    const text = `select e.provider from identity.external_account e join identity.user_account u on u.id = e.user_id
      where u.email = $1 order by 1`;
    return (await sql.query(text, [email])).rows.map(({ provider: name }) => name);
  });

describe.each([
  ['google', '1001'],
  ['github', '2002'],
])('%s', (name, subject) => {
  const email = `new.${name}@kith.test`;

  test('lets in whom it vouches for, as a new account, and knows them again whatever their address is then', async () => {
    const came = await comeBy(name, { subject, name: 'Grace', email, isVerified: true });
    expect(came).toMatchObject({ returnTo: '/inbox', refusal: null, ticket: null });
    const { userId } = door.holderOf(came.tokens as Tokens);
    const again = await comeBy(name, { email: 'moved@kith.test', isVerified: false });
    expect(door.holderOf(again.tokens as Tokens).userId).toBe(userId);
    expect((await emailOf(again)).sessions.totalCount).toBe(2);
    expect(await linksOf(email)).toEqual([name]);
  });

  test('is linked with the account of an address that both have verified', async () => {
    const known = `both.${name}@kith.test`;
    const registered = door.holderOf(await door.register(known, `both-${name}`));
    const came = await comeBy(name, { subject: `${subject}1`, email: known.toUpperCase(), isVerified: true });
    expect(door.holderOf(came.tokens as Tokens)).toMatchObject({
      userId: registered.userId,
      organizationId: registered.organizationId,
      role: 'OWNER',
    });
    expect((await door.signIn(known)).data.signIn.tokens).not.toBeNull();
  });

  test('takes over nothing by an address that it has not verified', async () => {
    const known = `mine.${name}@kith.test`;
    await door.register(known, `mine-${name}`);
    const came = await comeBy(name, { subject: `${subject}2`, email: known, isVerified: false });
    expect(came).toMatchObject({ tokens: null, ticket: null, refusal: 'ADDRESS_NOT_VERIFIED_THERE' });
    expect(await linksOf(known)).toEqual([]);
  });

  test('takes over nothing that somebody has not verified here', async () => {
    const invited = `invited.${name}@kith.test`;
    const owner = door.holderOf(await door.register(`host.${name}@kith.test`, `host-${name}`));
    await door.subgraph.asActor(owner)(
      `mutation { addMember(input: { email: "${invited}", displayName: "I", role: MEMBER }) { user { id } } }`,
    );
    const came = await comeBy(name, { subject: `${subject}3`, email: invited, isVerified: true });
    expect(came).toMatchObject({ tokens: null, refusal: 'ADDRESS_NOT_VERIFIED_HERE' });
    const registered = `pending.${name}@kith.test`;
    await door.asStranger(
      `mutation { register(input: { email: "${registered}", password: "chosen by a thief", displayName: "T" }) { email } }`,
    );
    expect(
      (await comeBy(name, { subject: `${subject}4`, email: registered, isVerified: true })).tokens,
    ).not.toBeNull();
    expect((await door.signIn(registered, 'chosen by a thief')).data.signIn.tokens).toBeNull();
  });
});

describe('an answer', () => {
  test('is taken once, and only for the journey that it answers', async () => {
    Object.assign(provider.user, { subject: '9', email: 'once@kith.test', isVerified: true });
    const [one, other] = [await begin('google'), await begin('google')];
    const [answer, otherAnswer] = [await atProvider(one.url), await atProvider(other.url)];
    expect((await finish(one.state, otherAnswer)).refusal).toBe('NOT_BELIEVED');
    expect((await finish(one.state, answer)).refusal).toBe('EXPIRED');
    expect((await finish('made up', answer)).refusal).toBe('EXPIRED');
    expect((await finish(other.state, otherAnswer)).tokens).not.toBeNull();
    expect((await finish(other.state, otherAnswer)).refusal).toBe('EXPIRED');
  });

  test('with a code that belongs to another verifier is not believed', async () => {
    const [one, other] = [await begin('github'), await begin('github')];
    const code = new URLSearchParams(await atProvider(other.url)).get('code');
    expect((await finish(one.state, `?code=${code}&state=${one.state}`)).refusal).toBe('NOT_BELIEVED');
  });

  test('whose id token has another nonce is not believed', async () => {
    const { url, state } = await begin('google');
    provider.nonce = 'of somebody else';
    const came = await finish(state, await atProvider(url));
    provider.nonce = null;
    expect(came.refusal).toBe('NOT_BELIEVED');
  });

  test('that refuses is told', async () => {
    const { state } = await begin('google');
    expect(await finish(state, `?error=access_denied&state=${state}`)).toMatchObject({
      refusal: 'REFUSED_THERE',
      returnTo: '/inbox',
    });
  });
});

test.each([
  '//evil.test/',
  'https://evil.test',
  '/\\evil.test',
  '/.//evil.test',
  '/x/..//evil.test',
  'inbox',
  '/a b',
])('nobody is sent on to %s', async (returnTo) => {
  const { state } = await begin('google', returnTo);
  expect((await finish(state, `?error=x&state=${state}`)).returnTo).toBe('/');
});

test('who has an authenticator comes in with a ticket and a code, and the ticket is good once', async () => {
  const email = 'two.steps@kith.test';
  const ask = door.subgraph.asActor(door.holderOf(await door.register(email, 'two-steps')));
  const started = await ask(`mutation { startSecondFactor(input: { password: "${password}" }) { secret } }`);
  const totp = new TOTP({ secret: Secret.fromBase32(started.data.startSecondFactor.secret) });
  const codeIn = (steps: number) => totp.generate({ timestamp: Date.now() + steps * 30_000 });
  await ask(`mutation { confirmSecondFactor(input: { code: "${codeIn(-1)}" }) { userErrors { code } } }`);
  const came = async () => comeBy('google', { subject: '77', email, isVerified: true });
  const complete = async (ticket: string | null, code: string) =>
    (
      await door.asStranger(
        'mutation ($input: CompleteSignInInput!) { completeSignIn(input: $input) { tokens { accessToken refreshToken } userErrors { path } } }',
        { input: { ticket, code } },
      )
    ).data.completeSignIn;
  const { tokens, ticket } = await came();
  expect(tokens).toBeNull();
  expect((await complete(ticket, '000000')).userErrors).toEqual([{ path: ['code'] }]);
  expect((await complete(ticket, codeIn(0))).userErrors).toEqual([{ path: ['ticket'] }]);
  expect((await complete((await came()).ticket, codeIn(0))).tokens).not.toBeNull();
});

test('a provider that is not set up is not found', async () => {
  const { errors } = await door.asGateway(
    'mutation { beginOAuth(provider: "elsewhere", returnTo: "/") { url } }',
  );
  expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
});
