import { tokenVerifier } from '@kith/gateway';
import { type Actor, gatewayActor } from '@kith/kernel';
import { asSuperuser } from '@kith/kernel/testing';
import { decodeJwt } from 'jose';
import { Secret, TOTP } from 'otpauth';
import { type InProcessGraph, startInProcess } from './in-process-graph.js';

const stranger: Actor = { userId: null, organizationId: null, role: null, scopes: [] };
const operator: Actor = { ...stranger, scopes: ['mail:read'] };
const password = 'correct horse battery';
const email = 'ada@kith.test';
/** Of somebody with an authenticator. */
const careful = 'careful@kith.test';

let graph: InProcessGraph;
beforeAll(async () => {
  graph = await startInProcess();
});
afterAll(() => graph.stop());

async function run(query: string, variables: Record<string, unknown>, actor: Actor | null = null) {
  const origin = { actor, requestId: 'test' };
  const { data, errors } = await graph.graph.execute({ query, variables }, origin);
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  return { data: data as any, errors };
}

async function mailed(address: string): Promise<string> {
  const { data } = await run(
    'query ($address: EmailAddress) { mailbox(address: $address, first: 1) { text } }',
    { address },
    operator,
  );
  return /token=(\S+)/.exec(data.mailbox[0].text)?.[1] as string;
}

/** Who the holder of an access token is. */
function holderOf(accessToken: string): Actor {
  const { sub, org, role, sid } = decodeJwt<{ org?: string; role?: Actor['role']; sid: string }>(accessToken);
  return {
    ...stranger,
    userId: sub as string,
    organizationId: org ?? null,
    role: role ?? null,
    sessionId: sid,
  };
}

let invited: Actor;

const register = (address: string, organization: object | null = null) =>
  run('mutation ($input: RegisterInput!) { register(input: $input) { email } }', {
    input: { email: address, password, displayName: 'Ada', organization },
  });

/** Every way in that takes a secret, and whether it was let in by one. */
const doors: Readonly<Record<string, (secret: string) => Promise<boolean>>> = {
  'access token': (secret) =>
    tokenVerifier(graph.accessTokenKey)(secret).then(
      () => true,
      () => false,
    ),
  'refresh token': async (secret) => {
    const { data } = await run(
      'mutation ($secret: String!) { refreshSession(input: { refreshToken: $secret }) { tokens { accessToken } } }',
      { secret },
    );
    return data?.refreshSession?.tokens != null;
  },
  'token of a reset': async (secret) => {
    const { data } = await run(
      'mutation ($secret: String!, $password: String!) { resetPassword(input: { token: $secret, password: $password }) { isChanged } }',
      { secret, password },
    );
    return data?.resetPassword?.isChanged === true;
  },
  'token of a registration': async (secret) => {
    const { data } = await run(
      'mutation ($secret: String!, $password: String!) { verifyEmail(input: { token: $secret, password: $password }) { tokens { accessToken } } }',
      { secret, password },
    );
    return data?.verifyEmail?.tokens != null;
  },
  'token of an invitation': async (secret) => {
    const { data } = await run(
      'mutation ($secret: String!) { acceptInvitation(input: { token: $secret }) { userErrors { code } } }',
      { secret },
      invited,
    );
    return data?.acceptInvitation?.userErrors.length === 0;
  },
  'recovery code': async (code) => {
    await asSuperuser(graph.databaseName, (client) => client.query('delete from identity.sign_in_lock'));
    const { data } = await run(
      'mutation ($input: SignInInput!) { signIn(input: $input) { tokens { accessToken } } }',
      { input: { email: careful, password, code } },
    );
    return data?.signIn?.tokens != null;
  },
  'API key': async (key) => {
    const identity = graph.endpoints.find(({ name }) => name === 'identity');
    const query = 'mutation ($key: String!) { openApiKey(key: $key) { actor } }';
    const answer = await identity?.execute(
      { query, variables: { key } },
      { actor: gatewayActor, requestId: 'test' },
    );
    // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
    return (answer?.data as any)?.openApiKey?.actor != null;
  },
};

/** Every value of every column, and what is inside JSON and lists; of bytes, each way of writing them down. */
async function everything(): Promise<Set<string>> {
  const values = new Set<string>();
  const note = (value: unknown) => {
    if (Buffer.isBuffer(value))
      for (const encoding of ['hex', 'base64', 'base64url', 'latin1'] as const)
        values.add(value.toString(encoding));
    else if (value instanceof Date) values.add(value.toISOString());
    else if (value !== null && typeof value === 'object')
      for (const inner of Object.values(value)) note(inner);
    else if (value !== null && value !== undefined) values.add(String(value));
  };
  await asSuperuser(graph.databaseName, async (client) => {
    const { rows: tables } = await client.query(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname !~ '^(pg_|information_schema)'`,
    );
    for (const { name } of tables)
      for (const row of (await client.query(`select * from ${name}`)).rows) note(row);
  });
  return values;
}

/** Begins an account, and answers what its first session has. */
async function account(address: string, organization: object | null = null) {
  await register(address, organization);
  const { data } = await run(
    'mutation ($token: String!, $password: String!) { verifyEmail(input: { token: $token, password: $password }) { tokens { accessToken refreshToken } } }',
    { token: await mailed(address), password },
  );
  const { accessToken, refreshToken } = data.verifyEmail.tokens;
  return { accessToken, refreshToken, actor: holderOf(accessToken) };
}

async function recoveryCodeOf({ actor }: { actor: Actor }): Promise<string> {
  const started = await run(
    'mutation ($password: String!) { startSecondFactor(input: { password: $password }) { secret } }',
    { password },
    actor,
  );
  const code = new TOTP({ secret: Secret.fromBase32(started.data.startSecondFactor.secret) }).generate();
  const confirmed = await run(
    'mutation ($code: String!) { confirmSecondFactor(input: { code: $code }) { recoveryCodes } }',
    { code },
    actor,
  );
  return confirmed.data.confirmSecondFactor.recoveryCodes[0];
}

test('nothing that a dump of the database holds opens a door', async () => {
  const owner = await account(email, { name: 'Engines', slug: 'engines', currencyCode: 'EUR' });
  const recoveryCode = await recoveryCodeOf(await account(careful));
  ({ actor: invited } = await account('grace@kith.test'));
  await run(
    'mutation { inviteMember(input: { email: "grace@kith.test", role: MEMBER }) { userErrors { message } } }',
    {},
    owner.actor,
  );
  const created = await run('mutation { createApiKey(input: { name: "Sync" }) { key } }', {}, owner.actor);
  await run('mutation ($email: EmailAddress!) { requestPasswordReset(input: { email: $email }) { email } }', {
    email,
  });
  await register('linus@kith.test');
  const secrets = [
    owner.accessToken,
    owner.refreshToken,
    await mailed(email),
    await mailed('linus@kith.test'),
    await mailed('grace@kith.test'),
    recoveryCode,
    created.data.createApiKey.key,
  ];

  const values = await everything();
  expect(values.size).toBeGreaterThan(100);
  for (const [door, opens] of Object.entries(doors))
    for (const value of values)
      expect({ door, value, isOpen: await opens(value) }).toEqual({ door, value, isOpen: false });

  // The same doors open for what they were made for, so none was merely locked.
  for (const [index, [door, opens]] of Object.entries(doors).entries())
    expect({ door, isOpen: await opens(secrets[index] as string) }).toEqual({ door, isOpen: true });
}, 240_000);
