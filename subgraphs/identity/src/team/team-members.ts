import { heldByConstraints, lockRow, type Mistakes, type Tx, userError } from '@kith/kernel';
import { publish } from '../events.js';
import { authorize } from '../policy.js';
import { revokeMembership } from '../session/revoke.js';
import { Membership } from '../user/membership.entity.js';
import { Team } from './team.entity.js';
import type { AddTeamMemberInput, RemoveTeamMemberInput } from './team.inputs.js';

export const mostMembers = 200;
/** Tokens carry the teams of their user. */
export const mostTeams = 50;

const noMember: Mistakes[string] = ['NOT_FOUND', 'No member of this organization has this id', ['userId']];
const mistakes: Mistakes = {
  team_member_user: noMember,
  team_member_pkey: ['UNIQUE', 'They are in this team already', ['userId']],
};

/** Takes a member of the organization into a team. */
export async function addTeamMember(tx: Tx, { teamId, userId }: AddTeamMemberInput): Promise<Team> {
  authorize(tx.actor, 'team:write');
  const team = await lockRow(tx, Team, teamId, ['teamId']);
  if (!(await tx.manager.existsBy(Membership, { userId }))) throw userError(...noMember);
  const [count] = await tx.query<{ members: number; teams: number }>(
    `select count(*) filter (where team_id = $1)::int as members, count(*) filter (where user_id = $2)::int as teams
     from team_member where team_id = $1 or user_id = $2`,
    [teamId, userId],
  );
  if ((count?.members ?? 0) >= mostMembers)
    throw userError('LIMIT_EXCEEDED', `A team has at most ${mostMembers} members`, ['teamId']);
  if ((count?.teams ?? 0) >= mostTeams)
    throw userError('LIMIT_EXCEEDED', `A user is in at most ${mostTeams} teams`, ['userId']);
  await heldByConstraints(tx, mistakes, () =>
    tx.query('insert into team_member (team_id, user_id) values ($1, $2)', [teamId, userId]),
  );
  await revokeMembership(tx, userId);
  publish(tx, 'team.member_added', { subject: teamId, payload: { userId } });
  return team;
}

/** Takes somebody out of a team. */
export async function removeTeamMember(tx: Tx, { teamId, userId }: RemoveTeamMemberInput): Promise<Team> {
  authorize(tx.actor, 'team:write');
  const team = await lockRow(tx, Team, teamId, ['teamId']);
  const removed = await tx.query(
    'delete from team_member where team_id = $1 and user_id = $2 returning user_id',
    [teamId, userId],
  );
  if (removed.length === 0) throw userError('NOT_FOUND', 'Nobody with this id is in the team', ['userId']);
  await revokeMembership(tx, userId);
  publish(tx, 'team.member_removed', { subject: teamId, payload: { userId } });
  return team;
}
