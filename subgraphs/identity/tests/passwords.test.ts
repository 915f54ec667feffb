import { counted } from './counted.js';
import { type Door, openDoor, password, type Tokens } from './door.js';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.subgraph.stop());

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
    expect((await door.refresh(refreshToken)).errors).toHaveLength(1);
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
    await door.sql(`update account_token set expires_at = now() - interval '1 second' where email = $1`, [
      email,
    ]);
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
    expect((await door.refresh(there.refreshToken)).errors).toHaveLength(1);
    expect((await door.refresh(here.refreshToken)).errors).toBeUndefined();
    expect((await door.signIn(email, 'another password')).data.signIn.tokens).not.toBeNull();
  });

  test('is kept as argon2id with 19 MiB and two passes', async () => {
    await door.register('kept@kith.test');
    const rows = await door.sql('select password_hash from credential');
    for (const { password_hash: kept } of rows) expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});
