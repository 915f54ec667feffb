import { counted } from './counted.js';
import { type Door, openDoor, password } from './door.js';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.subgraph.stop());

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
    expect(await door.sql('select * from user_account where email = $1', [email])).toEqual([]);
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

    await door.sql(
      `update sign_in_lock set locked_until = now() - interval '1 second' where locked_until is not null`,
    );
    expect((await door.signIn(email)).data.signIn.tokens).not.toBeNull();
    expect((await door.signIn(email, 'wrong password')).errors).toBeUndefined();
  });

  test('and being refused are in the audit and among the events of the organization', async () => {
    const { userId } = door.holderOf(await door.register('seen@kith.test', 'seen'));
    await door.signIn('seen@kith.test', 'wrong password');
    await door.signIn('seen@kith.test');
    const told = await door.sql(
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
    const [homeless] = await door.sql(
      'select user_id, outcome from homeless_sign_in order by id desc limit 1',
    );
    expect(homeless).toEqual({ user_id: null, outcome: 'WRONG_PASSWORD' });
  });
});

test('a mailbox is read by whom it is of, and by operators', async () => {
  const actor = door.holderOf(await door.register('reader@kith.test', 'reader'));
  const own = await door.subgraph.asActor(actor)('{ mailbox(address: "ada@kith.test") { address } }');
  expect(own.data.mailbox).toEqual([{ address: 'reader@kith.test' }]);
  const { errors } = await door.asStranger('{ mailbox { address } }');
  expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
});
