import { encodeId } from '@kith/kernel';
import { asSuperuser, type TestSubgraph } from '@kith/kernel/testing';
import { membersOf, startIdentity, write } from './members.js';

let app: TestSubgraph;
let make: ReturnType<typeof membersOf>;
beforeAll(async () => {
  app = await startIdentity();
  make = membersOf(app);
});
afterAll(() => app.stop());

const lastOwner = { code: 'STATE_TRANSITION_NOT_ALLOWED', path: ['userId'] };
const roles = `{ memberships { nodes { user { id } role disabledAt } } }`;

describe('a role', () => {
  test('is given and taken below one’s own, but for owners', async () => {
    const owner = await make.organization();
    const [admin, other] = [await make.member(owner, 'ADMIN'), await make.member(owner, 'ADMIN')];
    const member = await make.member(owner, 'MEMBER');
    const change = (by: typeof owner, userId: string, role: string) =>
      write(by.ask, 'changeMemberRole', { userId, role }, 'membership { role }');
    const refused = (path: string) => ({
      changeMemberRole: { membership: null, userErrors: [{ code: 'INVALID', path: [path] }] },
    });
    expect(await change(admin, member.id, 'MANAGER')).toMatchObject({
      changeMemberRole: { membership: { role: 'MANAGER' }, userErrors: [] },
    });
    expect(await change(admin, member.id, 'ADMIN')).toMatchObject(refused('role'));
    expect(await change(admin, admin.id, 'OWNER')).toMatchObject(refused('role'));
    expect(await change(admin, other.id, 'VIEWER')).toMatchObject(refused('userId'));
    expect(await change(admin, owner.id, 'VIEWER')).toMatchObject(refused('userId'));
    expect(await change(owner, member.id, 'OWNER')).toMatchObject({
      changeMemberRole: { membership: { role: 'OWNER' } },
    });
    expect((await change(other, member.id, 'VIEWER')).changeMemberRole.userErrors).toHaveLength(1);
    const { errors } = await change(await make.member(owner, 'MANAGER'), member.id, 'VIEWER');
    expect(errors[0].extensions.code).toBe('FORBIDDEN');
  });

  test('above one’s own is not given by taking a mightier member out, or by disabling them', async () => {
    const owner = await make.organization();
    const [admin, other] = [await make.member(owner, 'ADMIN'), await make.member(owner, 'ADMIN')];
    for (const mutation of ['removeMember', 'disableUser', 'enableUser']) {
      const answer = await write(admin.ask, mutation, { userId: other.id }, '__typename');
      expect(answer[mutation].userErrors).toEqual([{ code: 'INVALID', path: ['userId'] }]);
    }
  });
});

describe('the last owner', () => {
  test('stays', async () => {
    const owner = await make.organization();
    const userId = owner.id;
    for (const [mutation, input] of [
      ['changeMemberRole', { userId, role: 'ADMIN' }],
      ['removeMember', { userId }],
    ] as const)
      expect((await write(owner.ask, mutation, input, '__typename'))[mutation].userErrors).toEqual([
        lastOwner,
      ]);
  });

  test('is not the one who is disabled', async () => {
    const owner = await make.organization();
    const other = await make.member(owner, 'OWNER');
    await write(owner.ask, 'disableUser', { userId: other.id }, '__typename');
    const { removeMember } = await write(owner.ask, 'removeMember', { userId: owner.id }, '__typename');
    expect(removeMember.userErrors).toEqual([lastOwner]);
  });

  test.each([
    ['removeMember', {}],
    ['disableUser', {}],
    ['changeMemberRole', { role: 'VIEWER' }],
  ])('stays when two owners turn on each other at once with %s', async (mutation, more) => {
    for (let round = 0; round < 8; round++) {
      const one = await make.organization();
      const two = await make.member(one, 'OWNER');
      const answers = await Promise.all([
        write(one.ask, mutation, { userId: two.id, ...more }, '__typename'),
        write(two.ask, mutation, { userId: one.id, ...more }, '__typename'),
      ]);
      expect(answers.map((answer) => answer[mutation].userErrors).sort()).toEqual([[], [lastOwner]]);
      const { data } = await one.ask(roles);
      const active = data.memberships.nodes.filter(
        (member: { role: string; disabledAt: string | null }) =>
          member.role === 'OWNER' && !member.disabledAt,
      );
      expect(active).toHaveLength(1);
    }
  });

  test('stays when both leave at once', async () => {
    const one = await make.organization();
    const two = await make.member(one, 'OWNER');
    const answers = await Promise.all(
      [one, two].map(({ ask, id }) => write(ask, 'removeMember', { userId: id }, '__typename')),
    );
    expect(answers.map(({ removeMember }) => removeMember.userErrors).sort()).toEqual([[], [lastOwner]]);
  });
});

test('anybody may leave, with their teams, and nobody is disabled by themselves', async () => {
  const owner = await make.organization();
  const viewer = await make.member(owner, 'VIEWER');
  const admin = await make.member(owner, 'ADMIN');
  const { createTeam } = await write(owner.ask, 'createTeam', { name: 'Sales' }, 'team { id }');
  const teamId = createTeam.team.id;
  await write(owner.ask, 'addTeamMember', { teamId, userId: viewer.id }, '__typename');
  const { removeMember } = await write(viewer.ask, 'removeMember', { userId: viewer.id }, 'deletedId');
  expect(removeMember).toMatchObject({ deletedId: expect.stringMatching(/^membership_/), userErrors: [] });
  expect((await owner.ask('{ teams { nodes { members { id } } } }')).data.teams.nodes).toEqual([
    { members: [] },
  ]);
  const { disableUser } = await write(admin.ask, 'disableUser', { userId: admin.id }, '__typename');
  expect(disableUser.userErrors).toEqual([{ code: 'INVALID', path: ['userId'] }]);
});

describe('a team', () => {
  test('has members of its organization, once each, and they have their teams', async () => {
    const owner = await make.organization();
    const member = await make.member(owner, 'MEMBER');
    const stranger = await make.organization();
    const { createTeam } = await write(owner.ask, 'createTeam', { name: 'Sales' }, 'team { id version }');
    const teamId = createTeam.team.id;
    const add = async (userId: string) =>
      (await write(owner.ask, 'addTeamMember', { teamId, userId }, 'team { members { id } }')).addTeamMember;
    expect(await add(member.id)).toEqual({ team: { members: [{ id: member.id }] }, userErrors: [] });
    expect((await add(member.id)).userErrors).toEqual([{ code: 'UNIQUE', path: ['userId'] }]);
    expect((await add(stranger.id)).userErrors).toEqual([{ code: 'NOT_FOUND', path: ['userId'] }]);
    const { data } = await member.ask('{ viewer { teams { id name } } }');
    expect(data.viewer.teams).toEqual([{ id: teamId, name: 'Sales' }]);
    expect((await stranger.ask(`{ team(id: "${teamId}") { id } }`)).data.team).toBeNull();
    const again = await write(owner.ask, 'createTeam', { name: 'Sales' }, '__typename');
    expect(again.createTeam.userErrors).toEqual([{ code: 'UNIQUE', path: ['name'] }]);
    const removed = await write(
      owner.ask,
      'removeTeamMember',
      { teamId, userId: member.id },
      'team { members { id } }',
    );
    expect(removed.removeTeamMember).toEqual({ team: { members: [] }, userErrors: [] });
    const { deleteTeam } = await write(owner.ask, 'deleteTeam', { id: teamId }, 'deletedId');
    expect(deleteTeam).toEqual({ deletedId: teamId, userErrors: [] });
  });
});

describe('a session', () => {
  test('goes on in another organization of its user, and in none of others', async () => {
    const owner = await make.organization();
    const elsewhere = await make.organization();
    const stranger = await make.organization();
    await make.member(elsewhere, 'VIEWER', owner.email);
    const sessionId = await make.session(owner);
    const asking = app.asActor({ ...owner.actor, sessionId });
    const { data } = await asking('{ myOrganizations { id role } }');
    const other = data.myOrganizations.find(({ role }: { role: string }) => role === 'VIEWER');
    const selection = 'accessToken organization { id role }';
    const into = async (ask: typeof asking, organizationId: string) =>
      write(ask, 'switchOrganization', { organizationId }, selection);
    const { switchOrganization } = await into(asking, other.id);
    expect(switchOrganization).toMatchObject({ organization: other, userErrors: [] });
    const claims = JSON.parse(String(Buffer.from(switchOrganization.accessToken.split('.')[1], 'base64url')));
    expect(claims).toMatchObject({
      org: elsewhere.actor.organizationId,
      role: 'VIEWER',
      sid: sessionId,
      teams: [],
    });
    const theirs = encodeId('Organization', stranger.actor.organizationId as string);
    expect((await into(asking, theirs)).switchOrganization.userErrors).toEqual([
      { code: 'NOT_FOUND', path: ['organizationId'] },
    ]);
    const foreign = app.asActor({ ...owner.actor, sessionId: await make.session(stranger) });
    expect((await into(foreign, other.id)).errors[0].extensions.code).toBe('UNAUTHENTICATED');
    await write(elsewhere.ask, 'disableUser', { userId: owner.id }, '__typename');
    expect((await into(asking, other.id)).switchOrganization.userErrors).toHaveLength(1);
  });

  test('ends with whoever is disabled, where they are, and gateways are told', async () => {
    const owner = await make.organization();
    const member = await make.member(owner, 'MEMBER');
    const sessionId = await make.session(member);
    await write(owner.ask, 'disableUser', { userId: member.id }, '__typename');
    const { rows } = await asSuperuser(app.databaseName, (client) =>
      client.query('select kind from identity.revocation where id = any($1) order by kind', [
        [sessionId, member.actor.userId],
      ]),
    );
    expect(rows).toEqual([{ kind: 'MEMBERSHIP' }, { kind: 'SESSION' }]);
  });
});

test('a user belongs to several organizations, as something else in each, and sees those where they may act', async () => {
  const owner = await make.organization();
  const elsewhere = await make.organization();
  await make.member(elsewhere, 'VIEWER', owner.email);
  const mine = '{ myOrganizations { slug role } }';
  const { data } = await owner.ask(mine);
  expect(data.myOrganizations.map(({ role }: { role: string }) => role).sort()).toEqual(['OWNER', 'VIEWER']);
  await write(elsewhere.ask, 'disableUser', { userId: owner.id }, '__typename');
  expect((await owner.ask(mine)).data.myOrganizations).toHaveLength(1);
});
