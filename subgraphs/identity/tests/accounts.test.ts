import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { asSuperuser } from '@kith/kernel/testing';
import { type Door, openDoor, password, type Tokens } from './door.js';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.subgraph.stop());

/** How many passwords are weighed, and statements sent, while something is done. */
async function counted<Result>(work: () => Promise<Result>) {
  const counts = { passwords: 0, statements: 0 };
  const weigh = () => void counts.passwords++;
  const send = () => void counts.statements++;
  subscribe('kith:password', weigh);
  subscribe('kith:statement', send);
  const result = await work().finally(() => {
    unsubscribe('kith:password', weigh);
    unsubscribe('kith:statement', send);
  });
  return { result, ...counts };
}

const refresh = (refreshToken: string) =>
  door.asStranger(
    `mutation ($refreshToken: String!) {
      refreshSession(input: { refreshToken: $refreshToken }) { tokens { accessToken refreshToken } }
    }`,
    { refreshToken },
  );

async function refreshed(refreshToken: string): Promise<Tokens> {
  const { data, errors } = await refresh(refreshToken);
  expect(errors).toBeUndefined();
  return data.refreshSession.tokens;
}

const sql = (text: string, values: unknown[] = []) =>
  asSuperuser(door.subgraph.databaseName, async (client) => {
    await client.query('set search_path to identity');
    return (await client.query(text, values)).rows;
  });

const reset = (token: string, given: string) =>
  door.asStranger(
    `mutation ($token: String!, $given: String!) {
      resetPassword(input: { token: $token, password: $given }) { isChanged userErrors { code path } }
    }`,
    { token, given },
  );

const askForReset = (email: string) =>
  door.asStranger(
    'mutation ($email: EmailAddress!) { requestPasswordReset(input: { email: $email }) { email userErrors { code } } }',
    { email },
  );

describe('an account', () => {
  test('is made when its address is confirmed, with an organization that its user owns', async () => {
    const tokens = await door.register('ada@kith.test', 'engines');
    const actor = door.holderOf(tokens);
    expect(actor).toMatchObject({ role: 'OWNER', userId: expect.any(String), sessionId: expect.any(String) });
    const { data } = await door.subgraph.asActor(actor)(
      '{ viewer { email displayName } organization { slug } sessions(first: 5) { nodes { userAgent } totalCount } }',
    );
    expect(data).toEqual({
      viewer: { email: 'ada@kith.test', displayName: 'Ada' },
      organization: { slug: 'engines' },
      sessions: { nodes: [{ userAgent: null }], totalCount: 1 },
    });
  });

  test('is not made for who reads the mail of somebody else’s registration and does not know its password', async () => {
    const email = 'victim@kith.test';
    await door.asStranger(
      `mutation { register(input: { email: "${email}", password: "chosen by a thief", displayName: "T" }) { email } }`,
    );
    const token = await door.tokenMailedTo(email);
    const confirm = (given: string) =>
      door.asStranger(
        `mutation { verifyEmail(input: { token: "${token}", password: "${given}" }) { userErrors { path } tokens { accessToken } } }`,
      );
    expect((await confirm(password)).data.verifyEmail).toEqual({
      userErrors: [{ path: ['password'] }],
      tokens: null,
    });
    expect((await door.signIn(email, 'chosen by a thief')).data.signIn.tokens).toBeNull();
    expect(await sql('select * from user_account where email = $1', [email])).toEqual([]);
  });

  test('does not show in what registering answers, or costs', async () => {
    await door.register('known@kith.test');
    const register = (email: string) =>
      counted(() =>
        door.asStranger(
          `mutation { register(input: { email: "${email}", password: "${password}", displayName: "X" }) { userErrors { code } } }`,
        ),
      );
    expect(await register('known@kith.test')).toEqual(await register('unknown@kith.test'));
    expect(await door.tokenMailedTo('known@kith.test')).toBeUndefined();
  });

  test('needs a password that is not short', async () => {
    const { data } = await door.asStranger(
      'mutation { register(input: { email: "a@kith.test", password: "short", displayName: "X" }) { userErrors { code path } } }',
    );
    expect(data.register.userErrors).toEqual([{ code: 'INVALID', path: ['password'] }]);
  });
});

describe('signing in', () => {
  test('weighs as much, and answers the same, whether or not an address is known', async () => {
    await door.register('weighed@kith.test', 'scales');
    const known = await counted(() => door.signIn('weighed@kith.test', 'wrong password'));
    const unknown = await counted(() => door.signIn('nobody@kith.test', 'wrong password'));
    expect(known.result).toEqual(unknown.result);
    expect([known.passwords, unknown.passwords]).toEqual([1, 1]);
    expect(known.result.data.signIn).toEqual({
      tokens: null,
      userErrors: [{ code: 'INVALID', path: ['password'], message: 'The address or the password is wrong' }],
    });
  });

  test('of thirty parallel wrong passwords five are weighed, and then the right one is refused too', async () => {
    const email = 'guessed@kith.test';
    await door.register(email, 'guessed');
    const { passwords, result } = await counted(() =>
      Promise.all(Array.from({ length: 30 }, (_, index) => door.signIn(email, `wrong password ${index}`))),
    );
    expect(passwords).toBe(5);
    const locked = result.filter(({ errors }) => errors?.[0]?.extensions['code'] === 'RATE_LIMITED');
    expect(locked).toHaveLength(25);
    expect(locked[0]?.errors?.[0]?.extensions['retryAfterMs']).toBeGreaterThan(800_000);
    const right = await counted(() => door.signIn(email));
    expect(right.passwords).toBe(0);
    expect(right.result.errors?.[0]?.extensions['code']).toBe('RATE_LIMITED');
    const unknown = await Promise.all(
      Array.from({ length: 6 }, () => door.signIn('not.there@kith.test', 'wrong password')),
    );
    expect(unknown.filter(({ errors }) => errors?.[0]?.extensions['code'] === 'RATE_LIMITED')).toHaveLength(
      1,
    );

    await sql(
      `update sign_in_lock set locked_until = now() - interval '1 second' where locked_until is not null`,
    );
    expect((await door.signIn(email)).data.signIn.tokens).not.toBeNull();
    expect((await door.signIn(email, 'wrong password')).errors).toBeUndefined();
  });

  test('and being refused are in the audit and among the events of the organization', async () => {
    const { userId } = door.holderOf(await door.register('seen@kith.test', 'seen'));
    await door.signIn('seen@kith.test', 'wrong password');
    await door.signIn('seen@kith.test');
    const told = await sql(
      `select type, payload ->> 'outcome' as outcome, payload -> 'after' ->> 'outcome' as audited from outbox
       where subject_id = $1 and (type like 'user.%' or payload ->> 'table' = 'sign_in') order by id`,
      [userId],
    );
    const pair = (type: string, outcome: string) => [
      { type: 'row.changed', outcome: null, audited: outcome },
      { type, outcome, audited: null },
    ];
    expect(told).toEqual([
      ...pair('user.signed_in', 'SIGNED_IN'),
      ...pair('user.sign_in_refused', 'WRONG_PASSWORD'),
      ...pair('user.signed_in', 'SIGNED_IN'),
    ]);
    await door.signIn('nobody.at.all@kith.test', 'wrong password');
    const [homeless] = await sql('select user_id, outcome from homeless_sign_in order by id desc limit 1');
    expect(homeless).toEqual({ user_id: null, outcome: 'WRONG_PASSWORD' });
  });
});

describe('a session', () => {
  test('goes on with one new refresh token, however many come with the old one at once', async () => {
    const { refreshToken } = await door.register('tabs@kith.test');
    const answers = await Promise.all(Array.from({ length: 8 }, () => refreshed(refreshToken)));
    const tokens = new Set(answers.map((answer) => answer.refreshToken));
    expect(tokens.size).toBe(1);
    expect(tokens.has(refreshToken)).toBe(false);
    const [{ count }] = await sql(
      `select count(*)::int from refresh_token t join session s on s.id = t.session_id
       join user_account u on u.id = s.user_id where u.email = 'tabs@kith.test'`,
    );
    expect(count).toBe(2);
    expect((await refreshed([...tokens][0] as string)).refreshToken).not.toBe([...tokens][0]);
  });

  test('ends as a whole when an old refresh token comes back', async () => {
    const { refreshToken } = await door.register('stolen@kith.test', 'stolen');
    const next = await refreshed(refreshToken);
    await sql(`update refresh_token set replaced_at = replaced_at - interval '6 seconds'`);
    for (const token of [refreshToken, next.refreshToken])
      expect((await refresh(token)).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    const [revoked] = await sql('select kind, id from revocation order by position desc limit 1');
    expect(revoked).toEqual({ kind: 'SESSION', id: door.holderOf(next).sessionId });
    const [refused] = await sql('select method, outcome from sign_in order by at desc limit 1');
    expect(refused).toEqual({ method: 'REFRESH_TOKEN', outcome: 'REUSED' });
  });

  test('has the rights that its user has when it is refreshed', async () => {
    const tokens = await door.register('demoted@kith.test', 'demoted');
    const { userId } = door.holderOf(tokens);
    await sql(`begin; select set_config('app.organization_id', (select organization_id from membership where user_id = '${userId}')::text, true);
      update membership set role = 'VIEWER' where user_id = '${userId}'; commit`);
    expect(door.holderOf(await refreshed(tokens.refreshToken)).role).toBe('VIEWER');
  });

  test('is ended by its user alone, by id, by its refresh token, or all of them', async () => {
    const email = 'many@kith.test';
    const first = await door.register(email, 'many');
    const others = [];
    for (let count = 0; count < 3; count++)
      others.push((await door.signIn(email)).data.signIn.tokens as Tokens);
    const mine = door.subgraph.asActor(door.holderOf(first));
    const listed = await mine('{ sessions { nodes { id } totalCount } }');
    expect(listed.data.sessions.totalCount).toBe(4);
    const [newest] = listed.data.sessions.nodes;
    const end = 'mutation ($id: ID!) { endSession(input: { id: $id }) { endedId userErrors { code } } }';
    const foreign = door.subgraph.asActor(door.holderOf(await door.register('other@kith.test')));
    expect((await foreign(end, { id: newest.id })).data.endSession.userErrors).toEqual([
      { code: 'NOT_FOUND' },
    ]);
    expect((await foreign('{ sessions { totalCount } }')).data.sessions.totalCount).toBe(1);
    expect((await mine(end, { id: newest.id })).data.endSession).toEqual({
      endedId: newest.id,
      userErrors: [],
    });
    expect((await refresh((others[2] as Tokens).refreshToken)).errors).toHaveLength(1);

    const signOut = 'mutation ($input: SignOutInput!) { signOut(input: $input) { isSignedOut } }';
    await door.asStranger(signOut, { input: { refreshToken: (others[1] as Tokens).refreshToken } });
    expect((await refresh((others[1] as Tokens).refreshToken)).errors).toHaveLength(1);
    expect((await mine('{ sessions { totalCount } }')).data.sessions.totalCount).toBe(2);
    await mine(signOut, { input: { everywhere: true } });
    for (const { refreshToken } of [first, others[0] as Tokens])
      expect((await refresh(refreshToken)).errors).toHaveLength(1);
  });
});

describe('a password', () => {
  test('is set anew by what a mail brought, once, and then all sessions have ended', async () => {
    const email = 'forgot@kith.test';
    const { refreshToken } = await door.register(email, 'forgot');
    await askForReset(email);
    const first = await door.tokenMailedTo(email);
    await askForReset(email);
    const token = await door.tokenMailedTo(email);
    expect((await reset(first, 'a new password')).data.resetPassword.userErrors).toHaveLength(1);
    expect((await reset(token, 'a new password')).data.resetPassword).toEqual({
      isChanged: true,
      userErrors: [],
    });
    expect((await reset(token, 'a newer password')).data.resetPassword.userErrors).toEqual([
      { code: 'INVALID', path: ['token'] },
    ]);
    expect((await refresh(refreshToken)).errors).toHaveLength(1);
    expect((await door.signIn(email)).data.signIn.tokens).toBeNull();
    expect((await door.signIn(email, 'a new password')).data.signIn.tokens).not.toBeNull();
  });

  test('of parallel tries with one token one succeeds', async () => {
    const email = 'once@kith.test';
    await door.register(email);
    await askForReset(email);
    const token = await door.tokenMailedTo(email);
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, index) => reset(token, `password number ${index}`)),
    );
    expect(answers.filter(({ data }) => data.resetPassword.isChanged)).toHaveLength(1);
  });

  test('cannot be set by a token that has expired', async () => {
    const email = 'late@kith.test';
    await door.register(email);
    await askForReset(email);
    const token = await door.tokenMailedTo(email);
    await sql(`update account_token set expires_at = now() - interval '1 second' where email = $1`, [email]);
    expect((await reset(token, 'a new password')).data.resetPassword.userErrors).toHaveLength(1);
  });

  test('that is asked for anew says nothing of whether the address is known', async () => {
    await door.register('there@kith.test', 'there');
    const [known, unknown] = [
      await counted(() => askForReset('there@kith.test')),
      await counted(() => askForReset('away@kith.test')),
    ];
    expect(known.result.data.requestPasswordReset.userErrors).toEqual(
      unknown.result.data.requestPasswordReset.userErrors,
    );
    expect(known.statements).toBe(unknown.statements);
    expect(await door.tokenMailedTo('away@kith.test')).toBeUndefined();
  });

  test('is changed by who knows the present one; other sessions end, this one stays', async () => {
    const email = 'changes@kith.test';
    const here = await door.register(email, 'changes');
    const there = (await door.signIn(email)).data.signIn.tokens as Tokens;
    const change = (currentPassword: string, newPassword: string) =>
      door.subgraph.asActor(door.holderOf(here))(
        `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { isChanged userErrors { path } } }`,
        { input: { currentPassword, newPassword } },
      );
    expect((await change('wrong password', 'another password')).data.changePassword.userErrors).toEqual([
      { path: ['currentPassword'] },
    ]);
    expect((await change(password, 'another password')).data.changePassword.isChanged).toBe(true);
    expect((await refresh(there.refreshToken)).errors).toHaveLength(1);
    expect((await refresh(here.refreshToken)).errors).toBeUndefined();
    expect((await door.signIn(email, 'another password')).data.signIn.tokens).not.toBeNull();
  });

  test('is kept as argon2id with 19 MiB and two passes', async () => {
    await door.register('kept@kith.test');
    const rows = await sql('select password_hash from credential');
    for (const { password_hash: kept } of rows) expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

test('a mailbox is read by whom it is of, and by operators', async () => {
  const actor = door.holderOf(await door.register('reader@kith.test', 'reader'));
  const own = await door.subgraph.asActor(actor)('{ mailbox(address: "ada@kith.test") { address } }');
  expect(own.data.mailbox).toEqual([{ address: 'reader@kith.test' }]);
  const { errors } = await door.asStranger('{ mailbox { address } }');
  expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
});
