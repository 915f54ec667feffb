import { Secret, TOTP } from 'otpauth';
import { type Door, openDoor, password, type Tokens } from './door.js';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.subgraph.stop());

/** The code that an authenticator shows, some steps of half a minute from now. */
function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
}

const askFor = (tokens: Tokens) => door.subgraph.asActor(door.holderOf(tokens));

async function withAuthenticator(email: string, slug: string) {
  const ask = askFor(await door.register(email, slug));
  const started = await ask(
    'mutation ($password: String!) { startSecondFactor(input: { password: $password }) { uri secret userErrors { message } } }',
    { password },
  );
  const { uri, secret } = started.data.startSecondFactor;
  const confirm = (code: string) =>
    ask(
      'mutation ($code: String!) { confirmSecondFactor(input: { code: $code }) { recoveryCodes userErrors { path } } }',
      { code },
    );
  return { ask, uri, secret, confirm };
}

async function signIn(email: string, code: string | null, given = password) {
  const { data, errors } = await door.asStranger(
    `mutation ($input: SignInInput!) { signIn(input: $input) { tokens { accessToken refreshToken } userErrors { code path } } }`,
    { input: { email, password: given, code } },
  );
  return errors?.[0]?.extensions['code'] ?? data.signIn.userErrors[0] ?? data.signIn.tokens;
}

test('an authenticator counts once it has shown a code, and then signing in takes one, once', async () => {
  const email = 'ada@kith.test';
  const { uri, secret, confirm } = await withAuthenticator(email, 'ada');
  expect(uri).toMatch(/^otpauth:\/\/totp\/Kith:ada%40kith\.test\?/);
  expect(await signIn(email, null)).toHaveProperty('accessToken');
  expect((await confirm('000000')).data.confirmSecondFactor.userErrors).toEqual([{ path: ['code'] }]);
  const { recoveryCodes } = (await confirm(codeOf(secret, -1))).data.confirmSecondFactor;
  expect(new Set(recoveryCodes).size).toBe(10);

  expect(await signIn(email, null)).toEqual({ code: 'REQUIRED', path: ['code'] });
  expect(await signIn(email, codeOf(secret, -1))).toEqual({ code: 'INVALID', path: ['code'] });
  expect(await signIn(email, codeOf(secret))).toHaveProperty('accessToken');
  expect(await signIn(email, codeOf(secret))).toEqual({ code: 'INVALID', path: ['code'] });

  const [first, second] = recoveryCodes as string[];
  expect(await signIn(email, (first as string).toUpperCase().replaceAll('-', ' '))).toHaveProperty(
    'accessToken',
  );
  expect(await signIn(email, first as string)).toEqual({ code: 'INVALID', path: ['code'] });
  expect(await signIn(email, second as string)).toHaveProperty('accessToken');
});

test('of two who show one code at once, one comes in', async () => {
  const email = 'two@kith.test';
  const { secret, confirm } = await withAuthenticator(email, 'two');
  await confirm(codeOf(secret, -1));
  const code = codeOf(secret);
  const came = await Promise.all([signIn(email, code), signIn(email, code), signIn(email, code)]);
  expect(came.filter((answer) => 'accessToken' in (answer as object))).toHaveLength(1);
});

test('codes that are guessed count as attempts, so the sixth is not weighed', async () => {
  const email = 'guessed@kith.test';
  const { secret, confirm } = await withAuthenticator(email, 'guessed');
  await confirm(codeOf(secret, -1));
  for (let tries = 0; tries < 5; tries++)
    expect(await signIn(email, `00000${tries}`)).toEqual({ code: 'INVALID', path: ['code'] });
  expect(await signIn(email, codeOf(secret))).toBe('RATE_LIMITED');
});

test('who does not know the password learns nothing of an authenticator', async () => {
  const email = 'quiet@kith.test';
  const { secret, confirm } = await withAuthenticator(email, 'quiet');
  await confirm(codeOf(secret, -1));
  expect(await signIn(email, null, 'wrong password')).toEqual({ code: 'INVALID', path: ['password'] });
  expect(await signIn(email, codeOf(secret), 'wrong password')).toEqual({
    code: 'INVALID',
    path: ['password'],
  });
});

test('it is set up by who knows the password, and removed by who has it', async () => {
  const email = 'removed@kith.test';
  const { ask, secret, confirm } = await withAuthenticator(email, 'removed');
  const wrong = await ask(
    'mutation { startSecondFactor(input: { password: "wrong password" }) { secret userErrors { path } } }',
  );
  expect(wrong.data.startSecondFactor).toEqual({ secret: null, userErrors: [{ path: ['password'] }] });
  await confirm(codeOf(secret, -1));
  const remove = async (code: string) =>
    (
      await ask(
        'mutation ($code: String!) { removeSecondFactor(input: { code: $code }) { isRemoved userErrors { path } } }',
        { code },
      )
    ).data.removeSecondFactor;
  expect(await remove('000000')).toEqual({ isRemoved: null, userErrors: [{ path: ['code'] }] });
  expect((await remove(codeOf(secret))).isRemoved).toBe(true);
  expect(await signIn(email, null)).toHaveProperty('accessToken');
});
