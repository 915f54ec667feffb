import { type Door, openDoor, type Tokens } from './door.js';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.subgraph.stop());

async function refreshed(refreshToken: string): Promise<Tokens> {
  const { data, errors } = await door.refresh(refreshToken);
  expect(errors).toBeUndefined();
  return data.refreshSession.tokens;
}

describe('a session', () => {
  test('goes on with one new refresh token, however many come with the old one at once', async () => {
    const { refreshToken } = await door.register('tabs@kith.test');
    const answers = await Promise.all(Array.from({ length: 8 }, () => refreshed(refreshToken)));
    const tokens = new Set(answers.map((answer) => answer.refreshToken));
    expect(tokens.size).toBe(1);
    expect(tokens.has(refreshToken)).toBe(false);
    const [{ count }] = await door.sql(
      `select count(*)::int from refresh_token t join session s on s.id = t.session_id
       join user_account u on u.id = s.user_id where u.email = 'tabs@kith.test'`,
    );
    expect(count).toBe(2);
    expect((await refreshed([...tokens][0] as string)).refreshToken).not.toBe([...tokens][0]);
  });

  test('ends as a whole when an old refresh token comes back', async () => {
    const { refreshToken } = await door.register('stolen@kith.test', 'stolen');
    const next = await refreshed(refreshToken);
    await door.sql(`update refresh_token set replaced_at = replaced_at - interval '6 seconds'`);
    for (const token of [refreshToken, next.refreshToken])
      expect((await door.refresh(token)).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    const [revoked] = await door.sql('select kind, id from revocation order by position desc limit 1');
    expect(revoked).toEqual({ kind: 'SESSION', id: door.holderOf(next).sessionId });
    const [refused] = await door.sql('select method, outcome from sign_in order by at desc limit 1');
    expect(refused).toEqual({ method: 'REFRESH_TOKEN', outcome: 'REUSED' });
  });

  test('has the rights that its user has when it is refreshed', async () => {
    const tokens = await door.register('demoted@kith.test', 'demoted');
    const { userId } = door.holderOf(tokens);
    await door.sql(`begin; select set_config('app.organization_id', (select organization_id from membership where user_id = '${userId}')::text, true);
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
    expect((await door.refresh((others[2] as Tokens).refreshToken)).errors).toHaveLength(1);

    const signOut = 'mutation ($input: SignOutInput!) { signOut(input: $input) { isSignedOut } }';
    await door.asStranger(signOut, { input: { refreshToken: (others[1] as Tokens).refreshToken } });
    expect((await door.refresh((others[1] as Tokens).refreshToken)).errors).toHaveLength(1);
    expect((await mine('{ sessions { totalCount } }')).data.sessions.totalCount).toBe(2);
    await mine(signOut, { input: { everywhere: true } });
    for (const { refreshToken } of [first, others[0] as Tokens])
      expect((await door.refresh(refreshToken)).errors).toHaveLength(1);
  });
});
