import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  busSchema,
  createLogger,
  postgresBus,
  roleOf,
  type SecretsKeys,
  serveMetrics,
  startSubgraph,
} from '@kith/kernel';
import { asSuperuser, testUrl } from '@kith/kernel/testing';
import { Secret, TOTP } from 'otpauth';
import { openIdProvider } from '../src/oauth/providers.js';
import { identity } from '../src/subgraph.js';
import { type Door, openDoor, password, type Tokens } from './door.js';
import { client, type LocalProvider, startLocalProvider } from './local-provider.js';

const [older, newer] = [randomBytes(32), randomBytes(32)];
let provider: LocalProvider;
let door: Door;
beforeAll(async () => {
  provider = await startLocalProvider({
    subject: '1',
    name: 'Eve',
    email: 'eve@kith.test',
    isVerified: true,
  });
  door = await openDoor({
    secretsKeys: [older],
    providers: { google: openIdProvider(client, provider.url) },
  });
});
afterAll(async () => {
  await door.subgraph.stop();
  await provider.stop();
});

/** From now on the door has these keys, as one that is started with them. */
function giveKeys(...secretsKeys: SecretsKeys): void {
  Object.assign(door.means, { secretsKeys });
}

const refresh = async (refreshToken: string) => {
  const { data, errors } = await door.asStranger(
    'mutation ($token: String!) { refreshSession(input: { refreshToken: $token }) { tokens { refreshToken } } }',
    { token: refreshToken },
  );
  return errors?.[0]?.extensions['code'] ?? data.refreshSession.tokens.refreshToken;
};

const sql = (text: string) => asSuperuser(door.subgraph.databaseName, (one) => one.query(text));

/** Lets a worker with the door's keys do what it does, until its figures say that no older key is needed. */
async function workUntilNothingIsLeft(): Promise<Record<string, number>> {
  const { databaseName: name } = door.subgraph;
  const logger = createLogger('test', 'error');
  const bus = postgresBus(testUrl(name, roleOf(busSchema, 'relay')), logger);
  const running = await startSubgraph(identity, {
    databaseUrl: testUrl(name, roleOf('identity', 'runtime')),
    ownerUrl: null,
    poolSize: 2,
    logger,
    means: door.means,
    events: { relayUrl: testUrl(name, roleOf('identity', 'relay')), bus, mostTries: 1, retentionDays: 0 },
  });
  const metrics = await serveMetrics({ host: '127.0.0.1', port: 0 });
  try {
    for (;;) {
      const text = await (await fetch(metrics.url)).text();
      const lines = text.matchAll(
        /^kith_secrets_under_older_keys\{subgraph="identity",table="(\w+)"\} (\d+)$/gm,
      );
      const left = Object.fromEntries([...lines].map(([, table, count]) => [table, Number(count)]));
      if (Object.keys(left).length === 3 && Object.values(left).every((count) => count === 0)) return left;
      await delay(20);
    }
  } finally {
    await metrics.stop();
    await running.stop();
    await bus.close();
  }
}

test('the key is changed while mails, authenticators, journeys and sessions are under way', async () => {
  const tokens = await door.register('ada@kith.test', 'ada');
  const ask = door.subgraph.asActor(door.holderOf(tokens));
  const mails = '{ mailbox { subject text } }';
  const mailed = (await ask(mails)).data.mailbox;
  expect(mailed).toHaveLength(1);
  const started = await ask(
    'mutation ($password: String!) { startSecondFactor(input: { password: $password }) { secret } }',
    { password },
  );
  const factor = new TOTP({ secret: Secret.fromBase32(started.data.startSecondFactor.secret) });
  const codeOf = (steps: number) => factor.generate({ timestamp: Date.now() + steps * 30_000 });
  const confirmed = await ask(
    'mutation ($code: String!) { confirmSecondFactor(input: { code: $code }) { userErrors { path } } }',
    { code: codeOf(-1) },
  );
  expect(confirmed.data.confirmSecondFactor.userErrors).toEqual([]);
  const begun = await door.asGateway(
    'mutation { beginOAuth(provider: "google", returnTo: "/inbox") { url state } }',
  );
  const { url, state } = begun.data.beginOAuth;
  const successor = await refresh(tokens.refreshToken);

  giveKeys(newer, older);
  // Another tab comes with the token that was replaced, before five seconds are over.
  await sql(
    'update identity.refresh_token set replaced_at = clock_timestamp() where replaced_at is not null',
  );
  expect(await refresh(tokens.refreshToken)).toBe(successor);
  expect((await ask(mails)).data.mailbox).toEqual(mailed);
  expect(await workUntilNothingIsLeft()).toEqual({ mail: 0, second_factor: 0, account_token: 0 });

  giveKeys(newer);
  expect((await ask(mails)).data.mailbox).toEqual(mailed);
  const signedIn = await door.asStranger(
    'mutation ($input: SignInInput!) { signIn(input: $input) { tokens { refreshToken } userErrors { code } } }',
    { input: { email: 'ada@kith.test', password, code: codeOf(0) } },
  );
  expect(signedIn.data.signIn).toMatchObject({
    userErrors: [],
    tokens: { refreshToken: expect.any(String) },
  });
  const { headers } = await fetch(url, { redirect: 'manual' });
  const finished = await door.asGateway(
    'mutation ($state: String!, $query: String!) { finishOAuth(state: $state, query: $query) { returnTo refusal tokens { accessToken refreshToken } } }',
    { state, query: new URL(headers.get('location') as string).search },
  );
  expect(finished.data.finishOAuth).toMatchObject({ returnTo: '/inbox', refusal: null });
  expect(door.holderOf(finished.data.finishOAuth.tokens as Tokens).userId).toBeTruthy();
  expect(await refresh(successor)).toMatch(/^kith_refresh_/);
});

test('a key that is taken out too early ends nothing: who comes again with a replaced token is only refused', async () => {
  giveKeys(older);
  const { refreshToken } = await door.register('tabs@kith.test');
  const next = await refresh(refreshToken);
  giveKeys(newer);
  await sql(
    'update identity.refresh_token set replaced_at = clock_timestamp() where replaced_at is not null',
  );
  expect(await refresh(refreshToken)).toBe('UNAUTHENTICATED');
  expect(await refresh(next)).toMatch(/^kith_refresh_/);
  giveKeys(newer, older);
  await workUntilNothingIsLeft();
});
