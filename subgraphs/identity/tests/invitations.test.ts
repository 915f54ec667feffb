import { type Ask, asSuperuser, type TestSubgraph } from '@kith/kernel/testing';
import { mailedToken, membersOf, startIdentity, write } from './members.js';

let app: TestSubgraph;
let make: ReturnType<typeof membersOf>;
beforeAll(async () => {
  app = await startIdentity();
  make = membersOf(app);
});
afterAll(() => app.stop());

const invite = async (ask: Ask, email: string, role = 'MEMBER') =>
  (await write(ask, 'inviteMember', { email, role }, 'invitation { id email role expiresAt }')).inviteMember;
const accept = async (ask: Ask, token: string) =>
  (await write(ask, 'acceptInvitation', { token }, 'organization { id role }')).acceptInvitation;
const gone = { organization: null, userErrors: [{ code: 'NOT_FOUND', path: ['token'] }] };

test('who has the address joins, once, as what they were invited as', async () => {
  const owner = await make.organization();
  const somebody = await make.account();
  const { invitation } = await invite(owner.ask, somebody.email.toUpperCase());
  const token = await mailedToken(somebody.ask);
  expect(invitation).toMatchObject({ email: somebody.email, role: 'MEMBER' });
  expect(await accept(somebody.ask, token)).toMatchObject({
    organization: { role: 'MEMBER' },
    userErrors: [],
  });
  expect(await accept(somebody.ask, token)).toEqual(gone);
  const { data } = await owner.ask('{ invitations { nodes { acceptedAt } } memberships { totalCount } }');
  expect(data.invitations.nodes).toEqual([{ acceptedAt: expect.any(String) }]);
  expect(data.memberships.totalCount).toBe(2);
});

test('a token that is shown eight times at once is used once', async () => {
  const owner = await make.organization();
  const somebody = await make.account();
  await invite(owner.ask, somebody.email);
  const token = await mailedToken(somebody.ask);
  const answers = await Promise.all(Array.from({ length: 8 }, () => accept(somebody.ask, token)));
  expect(answers.filter(({ organization }) => organization)).toHaveLength(1);
});

test('nobody else joins by it: another account, a key, a stranger’s guess', async () => {
  const owner = await make.organization();
  const [invited, other] = [await make.account(), await make.account()];
  await invite(owner.ask, invited.email);
  const token = await mailedToken(invited.ask);
  expect((await accept(other.ask, token)).userErrors).toEqual([{ code: 'INVALID', path: ['token'] }]);
  const byKey = app.asActor({ ...invited.actor, keyId: invited.actor.userId });
  const { errors } = await write(byKey, 'acceptInvitation', { token }, '__typename');
  expect(errors[0].extensions.code).toBe('FORBIDDEN');
  expect(await accept(invited.ask, `${token}x`)).toEqual(gone);
  expect((await accept(invited.ask, token)).userErrors).toEqual([]);
});

test('nobody rises by an invitation: the role is below the inviter’s own, but for owners', async () => {
  const owner = await make.organization();
  const admin = await make.member(owner, 'ADMIN');
  for (const role of ['OWNER', 'ADMIN'])
    expect((await invite(admin.ask, 'rise@kith.test', role)).userErrors).toEqual([
      { code: 'INVALID', path: ['role'] },
    ]);
  expect((await invite(admin.ask, 'manager@kith.test', 'MANAGER')).userErrors).toEqual([]);
  const { invitation } = await invite(owner.ask, 'owner@kith.test', 'OWNER');
  const { resendInvitation } = await write(
    admin.ask,
    'resendInvitation',
    { id: invitation.id },
    'invitation { id }',
  );
  expect(resendInvitation).toEqual({ invitation: null, userErrors: [{ code: 'INVALID', path: ['id'] }] });
  for (const role of ['MANAGER', 'MEMBER', 'VIEWER'] as const) {
    const { ask } = await make.member(owner, role);
    const { errors } = await write(
      ask,
      'inviteMember',
      { email: 'x@kith.test', role: 'VIEWER' },
      '__typename',
    );
    expect(errors[0].extensions.code).toBe('FORBIDDEN');
  }
});

test('a member takes no other role by an invitation', async () => {
  const owner = await make.organization();
  const somebody = await make.account();
  await invite(owner.ask, somebody.email, 'ADMIN');
  const token = await mailedToken(somebody.ask);
  await make.member(owner, 'VIEWER', somebody.email);
  expect((await accept(somebody.ask, token)).userErrors).toEqual([{ code: 'UNIQUE', path: ['token'] }]);
  expect((await invite(owner.ask, somebody.email)).userErrors).toEqual([{ code: 'UNIQUE', path: ['email'] }]);
});

test('what was sent again or revoked accepts nothing', async () => {
  const owner = await make.organization();
  const somebody = await make.account();
  const { invitation } = await invite(owner.ask, somebody.email);
  const token = await mailedToken(somebody.ask);
  const { id } = invitation;
  expect((await invite(owner.ask, somebody.email)).userErrors).toEqual([{ code: 'UNIQUE', path: ['email'] }]);
  await write(owner.ask, 'resendInvitation', { id }, '__typename');
  const other = await mailedToken(somebody.ask);
  expect(other).not.toBe(token);
  expect(await accept(somebody.ask, token)).toEqual(gone);
  const { revokeInvitation } = await write(owner.ask, 'revokeInvitation', { id }, 'invitation { revokedAt }');
  expect(revokeInvitation).toMatchObject({ invitation: { revokedAt: expect.any(String) }, userErrors: [] });
  expect(await accept(somebody.ask, other)).toEqual(gone);
  const again = await write(owner.ask, 'revokeInvitation', { id }, '__typename');
  expect(again.revokeInvitation.userErrors).toEqual([{ code: 'STATE_TRANSITION_NOT_ALLOWED', path: ['id'] }]);
});

test('what has expired accepts nothing, until it is sent again', async () => {
  const owner = await make.organization();
  const somebody = await make.account();
  const { invitation } = await invite(owner.ask, somebody.email);
  const token = await mailedToken(somebody.ask);
  await asSuperuser(app.databaseName, async (client) => {
    // Time passes: nothing that the database would remember as a change.
    await client.query('set session_replication_role = replica');
    await client.query('update identity.invitation set expires_at = now() where email = $1', [
      somebody.email,
    ]);
  });
  expect(await accept(somebody.ask, token)).toEqual(gone);
  const { id } = invitation;
  await write(owner.ask, 'resendInvitation', { id }, '__typename');
  const other = await mailedToken(somebody.ask);
  expect(other).not.toBe(token);
  expect((await accept(somebody.ask, other)).userErrors).toEqual([]);
});
