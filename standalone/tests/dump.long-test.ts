import { tokenVerifier } from '@kith/gateway';
import type { Actor } from '@kith/kernel';
import { asSuperuser } from '@kith/kernel/testing';
import { type InProcessGraph, startInProcess } from './in-process-graph.js';

const stranger: Actor = { userId: null, organizationId: null, role: null, scopes: [] };
const operator: Actor = { ...stranger, scopes: ['mail:read'] };
const password = 'correct horse battery';
const email = 'ada@kith.test';

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

const register = (address: string) =>
  run('mutation ($input: RegisterInput!) { register(input: $input) { email } }', {
    input: { email: address, password, displayName: 'Ada' },
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

test('nothing that a dump of the database holds opens a door', async () => {
  await register(email);
  const confirmed = await run(
    'mutation ($token: String!, $password: String!) { verifyEmail(input: { token: $token, password: $password }) { tokens { accessToken refreshToken } } }',
    { token: await mailed(email), password },
  );
  const { accessToken, refreshToken } = confirmed.data.verifyEmail.tokens;
  await run('mutation ($email: EmailAddress!) { requestPasswordReset(input: { email: $email }) { email } }', {
    email,
  });
  const resetToken = await mailed(email);
  await register('grace@kith.test');
  const registration = await mailed('grace@kith.test');

  const values = await everything();
  expect(values.size).toBeGreaterThan(100);
  for (const [door, opens] of Object.entries(doors))
    for (const value of values)
      expect({ door, value, isOpen: await opens(value) }).toEqual({ door, value, isOpen: false });

  // The same doors open for what they were made for, so none was merely locked.
  const secrets = [accessToken, refreshToken, resetToken, registration];
  for (const [index, [door, opens]] of Object.entries(doors).entries())
    expect({ door, isOpen: await opens(secrets[index]) }).toEqual({ door, isOpen: true });
});
